import type { Metrics } from "../result.ts";

/** The operations that the systems differ in, each with the letter that stands for it in a bar. */
export const knownOperations = [
  { operation: "StartInvestigation", letter: "S" },
  { operation: "GetInvestigation", letter: "G" },
  { operation: "ListInvestigations", letter: "L" },
  { operation: "ListIndicators", letter: "I" },
  { operation: "GetFindings", letter: "F" },
  { operation: "BatchUpdateFindings", letter: "U" },
] as const;

export const otherCalls = { operation: "all other services and operations", letter: "O" } as const;

/** Calls per finding of the known operations, in their order, and last of all others. Undefined when they were not counted. */
export function callsPerFinding({ calls, findings }: Metrics): readonly number[] | undefined {
  if (calls === undefined || findings === undefined) return undefined;
  const counts = [...knownOperations.map(() => 0), 0];
  for (const [name, count] of Object.entries(calls)) {
    const known = knownOperations.findIndex(({ operation }) => name.split(/[.:]/).at(-1) === operation);
    const index = known === -1 ? knownOperations.length : known;
    counts[index] = (counts[index] ?? 0) + count / findings;
  }
  return counts;
}
