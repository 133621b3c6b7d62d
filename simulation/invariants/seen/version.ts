import { parseInstant } from "#domain/instant.ts";

/** What names a finding, as one text. */
export function keyOf(productArn: string, id: string): string {
  return `${productArn} ${id}`;
}

/** Where a version stands among those of its finding: the instant it names; -1 where it names none. */
export function rankOf(version: string): number {
  return parseInstant(version) ?? -1;
}
