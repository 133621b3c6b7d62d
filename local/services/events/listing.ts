import type { Input } from "../request/input.ts";
import { openCursor, pageAt, sealCursor } from "../request/page.ts";
import { invalid } from "./events-error.ts";

/** One page of a listing, as `Limit` (1-100, 100 unless said) and `NextToken` ask for it. */
export function listPage<T>(items: readonly T[], input: Input, scope: string) {
  const limit = input.optionalInteger("Limit", { min: 1, max: 100 }) ?? 100;
  const token = input.optionalText("NextToken");
  const cursor = token === undefined ? { offset: 0 } : openCursor(token, scope);
  if (!cursor) throw invalid("Invalid NextToken.");
  const { items: page, nextOffset } = pageAt(items, cursor.offset, limit);
  const NextToken =
    nextOffset === undefined ? undefined : sealCursor({ offset: nextOffset, issuedAtMs: 0, mark: 0 }, scope);
  return { page, NextToken };
}
