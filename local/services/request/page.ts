import { hexDigest } from "./digest.ts";

/** Where a listing stands: how many items were handed out, when the token was made, and a mark of the service's own. */
export interface Cursor {
  readonly offset: number;
  readonly issuedAtMs: number;
  readonly mark: number;
}

/** The opaque token of a cursor. It fits only the same `scope` (operation, filters, order): a text of the service's own. */
export function sealCursor(cursor: Cursor, scope: string): string {
  const body = `${cursor.offset}.${cursor.issuedAtMs}.${cursor.mark}`;
  return Buffer.from(`${body}.${hexDigest(16, body, scope)}`).toString("base64url");
}

/** The cursor of a token; undefined when the token was not made by `sealCursor` for this scope. */
export function openCursor(token: string, scope: string): Cursor | undefined {
  const text = Buffer.from(token, "base64url").toString();
  const [offset, issuedAtMs, mark, seal, ...rest] = text.split(".");
  // Buffer reads over characters that do not belong in base64url.
  if (Buffer.from(text).toString("base64url") !== token || rest.length > 0) return undefined;
  if (seal !== hexDigest(16, `${offset}.${issuedAtMs}.${mark}`, scope)) return undefined;
  return { offset: Number(offset), issuedAtMs: Number(issuedAtMs), mark: Number(mark) };
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Offset of the following page; undefined on the last one. */
  readonly nextOffset: number | undefined;
}

export function pageAt<T>(items: readonly T[], offset: number, size: number): Page<T> {
  const end = offset + size;
  return { items: items.slice(offset, end), nextOffset: end < items.length ? end : undefined };
}
