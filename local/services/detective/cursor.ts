import { type Cursor, openCursor } from "../request/page.ts";
import { invalidRequest } from "./errors.ts";

const tokenMsMax = 24 * 3_600_000;

/** The cursor of a request: a new one without a token. Detective's tokens expire after 24 hours. */
export function cursorIn(token: string | undefined, scope: string, fresh: Cursor): Cursor {
  if (token === undefined) return fresh;
  const cursor = openCursor(token, scope);
  if (!cursor) throw invalidRequest("Invalid NextToken");
  if (fresh.issuedAtMs - cursor.issuedAtMs > tokenMsMax) throw invalidRequest("The NextToken has expired");
  return cursor;
}
