/** How one principal of a finding ended. A mention that is not investigable is named by `what`, as the finding gives it. */
export type PrincipalRow = ({ readonly arn: string } | { readonly what: string }) & {
  readonly outcome: "investigated" | "joined" | "not-investigable" | "failed" | "timed-out";
  readonly reason?: string | undefined;
  readonly investigationId?: string | undefined;
  readonly severity?: string | undefined;
};

export const findingOutcomes = ["enriched", "not-investigable", "skipped", "parked", "rejected"] as const;
export type FindingOutcome = (typeof findingOutcomes)[number];

/** One finding version: (productArn, id, updatedAt). */
export interface FindingRow {
  readonly id: string;
  readonly productArn: string;
  readonly updatedAt: string;
  readonly outcome: FindingOutcome;
  readonly reason?: string;
  readonly principals: readonly PrincipalRow[];
  readonly note?: string;
  readonly userDefinedFields?: Readonly<Record<string, string>>;
}

export interface ExecutionRow {
  readonly name: string;
  readonly status: string;
  /** States entered, each retry one more: what is billed. */
  readonly stateTransitions: number;
  readonly historyEvents: number;
}

/** Finding versions and inputs without one, by how they ended; `holds` when nothing is missing. */
export interface Conservation {
  readonly in: number;
  readonly enriched: number;
  readonly notInvestigable: number;
  readonly skipped: number;
  readonly parked: number;
  readonly rejected: number;
  readonly holds: boolean;
}

/** What `gumshoe local run` answers. */
export interface LocalRunReport {
  readonly findings: readonly FindingRow[];
  readonly rejected: readonly { readonly reason: string }[];
  readonly deadLetter: readonly { readonly reason: string; readonly finding?: string }[];
  readonly executions: readonly ExecutionRow[];
  readonly calls: Readonly<Record<string, number>>;
  readonly conservation: Conservation;
  /** Finding versions over the seconds from the first event fed to the last effect, on this machine. */
  readonly findingsPerSecond: number;
}

/** The reason of a row that nothing in the pipeline told the end of: a bug, and shown as one. */
export const unaccountedFor = "unaccounted-for";

/** Every row and every rejected input, counted once; rows that are unaccounted for are missing from the sum. */
export function conservationOf(
  rows: readonly Pick<FindingRow, "outcome" | "reason">[],
  rejectedInputs: number,
): Conservation {
  const known = rows.filter(({ reason }) => reason !== unaccountedFor);
  const count = (outcome: FindingOutcome) => known.filter((row) => row.outcome === outcome).length;
  const sums = {
    enriched: count("enriched"),
    notInvestigable: count("not-investigable"),
    skipped: count("skipped"),
    parked: count("parked"),
    rejected: count("rejected") + rejectedInputs,
  };
  const total = rows.length + rejectedInputs;
  const sum = Object.values(sums).reduce((all, each) => all + each, 0);
  return { in: total, ...sums, holds: sum === total };
}
