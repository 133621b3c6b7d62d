import type { FindingRecord } from "../finding-record.ts";
import { formatInstant } from "../instant.ts";
import type { ToldBrief } from "./brief-hash.ts";
import { briefParts, type FindingBrief } from "./finding-brief.ts";

const partHexDigits = 8;

/** What a record keeps of a brief that was told, in 48 characters: the hashes of its parts in the order of `briefParts`. */
export function toldOf({ parts }: Pick<FindingBrief, "parts">): string {
  return briefParts.map((part) => parts[part]).join("");
}

/** What was told of a finding when it was settled last; undefined when nothing was, or nobody knows. */
export function toldBefore(record: FindingRecord | undefined): ToldBrief | undefined {
  const { told, settledAt } = record?.settled ?? {};
  if (told === undefined || settledAt === undefined) return undefined;
  const hashes = briefParts.map((part, at) => [part, told.slice(at * partHexDigits, (at + 1) * partHexDigits)]);
  // Parts that a later version has added behind were not known then.
  return { parts: Object.fromEntries(hashes.filter(([, hash]) => hash !== "")), at: formatInstant(settledAt) };
}
