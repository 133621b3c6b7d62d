import { InvestigateOutput, type ReplayEnvelope, type SlimFinding } from "./contract.ts";
import {
  type FindingRecord,
  type FindingVersion,
  type InFlight,
  newerVersion,
  type Settlement,
} from "./finding-record.ts";
import type { Instant } from "./instant.ts";
import { parseJson } from "./json.ts";
import { findingKeyText } from "./key.ts";
import { anotherAttempt, reasonToLeave } from "./left-behind.ts";
import { parkFinding } from "./parking.ts";
import type { Execution } from "./ports.ts";

export type Overdue = FindingVersion & InFlight;

/** What to do about findings whose execution is over although they are still on their way. */
export interface Recovery {
  /** Findings to mark anew, so that the next sweep leaves them alone. */
  readonly owed: readonly SlimFinding[];
  /** Messages that bring them back. */
  readonly messages: readonly ReplayEnvelope[];
  /** Findings whose mark is merely out of date: this version, or a newer one, is settled otherwise. */
  readonly outdated: readonly Overdue[];
  /** Findings that the state machine itself has put into the dead-letter queue, because `enrich` could not be reached. */
  readonly parked: readonly Settlement[];
  /** Findings that cannot be rebuilt, because the execution or its input is gone: only an operator can ask for them. */
  readonly lost: readonly Settlement[];
}

/** Whether an execution may still settle what it has taken on. */
export function isAtWork(execution: Execution | undefined): boolean {
  return execution?.status === "RUNNING" || execution?.status === "PENDING_REDRIVE";
}

/**
 * @param overdue findings in flight in one execution, which is over
 * @param asked all findings in the input of that execution
 * @param records of both, by `findingKeyText`, read after it was over
 */
export function recoveryOf(
  overdue: readonly Overdue[],
  asked: readonly SlimFinding[],
  execution: Execution | undefined,
  records: ReadonlyMap<string, FindingRecord>,
  executionArn: string,
  now: Instant,
): Recovery {
  const hasParked = parkedWhatItLeft(execution);
  const isOwed = (finding: SlimFinding) => reasonToLeave(finding, records, executionArn) === undefined;
  // What joined on its way is not in the input, so that the state machine cannot have parked it.
  const joined = overdue.flatMap((one) => one.joined ?? []);
  const owed = [...(hasParked ? [] : asked), ...joined].filter(isOwed);
  const owedKeys = new Set(owed.map(findingKeyText));
  const left = overdue.filter((finding) => {
    const inFlight = records.get(findingKeyText(finding))?.inFlight;
    // Another execution may have taken it on since the list was made.
    return inFlight?.executionArn === executionArn && !owedKeys.has(findingKeyText(finding));
  });
  const isSettled = (finding: Overdue) => {
    const settled = records.get(findingKeyText(finding))?.settled;
    return settled !== undefined && !newerVersion(finding.version, settled.version);
  };
  const unsettled = left
    .filter((finding) => !isSettled(finding))
    .map(({ productArn, id, version }) => {
      return { productArn, id, version, outcome: "parked", principals: [], executionArn } as const;
    });
  const message = `Execution ${execution?.status ?? "unknown"}: ${execution?.error ?? "it ended without settling the finding"}`;
  const reason = { code: "workflow-failed", message, state: "sweep" } as const;
  return {
    owed,
    messages: owed.map((finding) => parkFinding(anotherAttempt(finding), reason, { parkedAt: now, executionArn })),
    outdated: left.filter(isSettled),
    parked: hasParked ? unsettled : [],
    lost: hasParked ? [] : unsettled,
  };
}

/** An execution that succeeded and left nothing to us has parked every finding it did not settle. */
export function parkedWhatItLeft(execution: Execution | undefined): boolean {
  if (execution?.status !== "SUCCEEDED") return false;
  const parsed = parseJson(execution.output ?? "");
  const output = InvestigateOutput.safeParse(parsed.kind === "json" ? parsed.value : undefined);
  return output.success && output.data.left === 0;
}
