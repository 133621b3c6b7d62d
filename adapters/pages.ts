import { errorName } from "./sdk-call.ts";

const pagesMax = 100;

/** One page of a listing, and the token of the next one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/**
 * Reads a listing to its end. `complete` is false when it could not be read to its end: a token expired
 * (ValidationException after the first page) or came back, or there are more than 100 pages.
 */
export async function allPages<T>(
  read: (token: string | undefined) => Promise<Page<T>>,
): Promise<{ items: readonly T[]; complete: boolean }> {
  const items: T[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = token === undefined ? await read(token) : await unlessExpired(() => read(token));
    if (!page) return { items, complete: false };
    items.push(...page.items);
    token = page.next;
    if (token !== undefined && (seen.has(token) || seen.size === pagesMax - 1)) return { items, complete: false };
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
  return { items, complete: true };
}

async function unlessExpired<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (errorName(error) === "ValidationException") return undefined;
    throw error;
  }
}
