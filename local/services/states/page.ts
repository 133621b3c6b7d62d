import type { Clock } from "../../clock.ts";
import type { Input } from "../request/input.ts";
import { openCursor, pageAt, sealCursor } from "../request/page.ts";
import { invalidToken } from "./errors.ts";

/** Items on a page when `maxResults` is absent or 0. */
const pageSize = 100;
const pageSizeMax = 1000;

export interface TokenPage<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/** The page that a listing's `maxResults` and `nextToken` ask for. @throws {ServiceError} ValidationException, InvalidToken */
export function pageOf<T>(all: readonly T[], input: Input, scope: string, clock: Clock): TokenPage<T> {
  const size = input.optionalInteger("maxResults", { min: 0, max: pageSizeMax }) || pageSize;
  const token = input.optionalText("nextToken", { min: 1, max: 1024 });
  const cursor = token === undefined ? { offset: 0 } : openCursor(token, scope);
  if (!cursor) throw invalidToken(token ?? "");
  const { items, nextOffset } = pageAt(all, cursor.offset, size);
  const next = nextOffset === undefined ? undefined : { offset: nextOffset, issuedAtMs: clock.now(), mark: 0 };
  return { items, nextToken: next && sealCursor(next, scope) };
}
