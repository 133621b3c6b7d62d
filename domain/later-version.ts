import { valueAt } from "./json.ts";

/** The version of the contracts that this release reads and writes. */
export const contractVersion = 1;

/** The version that data of ours says to be of, when a later release has written it; undefined for all else. */
export function laterVersionOf(value: unknown): number | undefined {
  const told = valueAt(value, "v");
  return typeof told === "number" && Number.isSafeInteger(told) && told > contractVersion ? told : undefined;
}

/** What is wrong with it, in the words of a refusal. */
export function laterVersionInWords(version: number): string {
  return `a later release wrote it as version ${version}, version ${contractVersion} is wanted: replay it after the upgrade`;
}
