import type { CheckInput, CheckOutput } from "#domain/contract.ts";
import { openGroupKey } from "#domain/open-group.ts";
import type { Clock, Log, OpenGroups } from "#domain/ports.ts";
import { readsFor, type Slots, untilTurn } from "#domain/turn.ts";

export interface QueueingPorts {
  readonly openGroups: Pick<OpenGroups, "joined">;
  /** Of GetFindings. */
  readonly slots: Slots;
  readonly clock: Clock;
  readonly log: Log;
}

type Step = Pick<CheckOutput, "next" | "waitSeconds" | "turn">;

/**
 * Reserves the turn of a group to read its findings and those that have joined it: no function is held while it queues. Whoever
 * joins later, or could not be reserved for, is read when `enrich` finds room.
 */
export async function queueUp(
  { openGroups, slots, clock, log }: QueueingPorts,
  { finding, findings }: NonNullable<CheckInput["group"]>,
  executionArn: string,
): Promise<Step> {
  try {
    const isOpen = finding.principals.length > 0;
    const joined = isOpen ? await openGroups.joined(openGroupKey(finding), executionArn) : 0;
    const reads = readsFor(findings + joined);
    return untilTurn(await slots.reserve(reads), reads, clock.now());
  } catch (error) {
    // Whatever the matter is: the evidence has been read, and must not be lost for a courtesy.
    const line = { outcome: "missed", reason: error instanceof Error ? error.name : "unknown", executionArn };
    log.warn("Cannot reserve a turn to read, it is taken when the findings are written", line);
    return { next: "enrich", waitSeconds: 0 };
  }
}
