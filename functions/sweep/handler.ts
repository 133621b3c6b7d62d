import { concurrently } from "#domain/concurrently.ts";
import type { SlimFinding } from "#domain/contract.ts";
import { grouped } from "#domain/fact.ts";
import { isAtWork, type Overdue, recoveryOf } from "#domain/forgotten.ts";
import { minuteMs } from "#domain/instant.ts";
import { findingKeyText } from "#domain/key.ts";
import { findingsIn } from "#domain/left-behind.ts";
import type { Clock, EnvelopeQueue, Executions, FindingRecords, Invocation, Log } from "#domain/ports.ts";

export interface SweepPorts {
  readonly records: FindingRecords;
  readonly executions: Executions;
  readonly intake: EnvelopeQueue;
  readonly clock: Clock;
  readonly log: Log;
}

/** Findings on their way: those put back, those found settled, those whose execution still works, those that cannot be rebuilt. */
export interface SweepReport {
  readonly putBack: number;
  readonly outdated: number;
  readonly atWork: number;
  readonly lost: number;
}

// An execution needs minutes; the event about a failed one comes within seconds, when it comes.
const patienceMs = 30 * minuteMs;
const findingsMax = 1_000;
const executionsAtOnceMax = 5;

/**
 * Finds findings that nobody works on any more although a record says so, and sends them back to the intake queue. The
 * event about a failed execution is best-effort; this is what makes up for it.
 */
export function createHandler({ records, executions, intake, clock, log }: SweepPorts) {
  const sweep = async ([executionArn, overdue]: readonly [string, readonly Overdue[]]): Promise<SweepReport> => {
    const execution = await executions.describe(executionArn);
    const joined = overdue.flatMap((one) => one.joined ?? []);
    const asked = findingsIn(execution?.input) ?? [];
    const now = clock.now();
    if (isAtWork(execution)) {
      // Marked anew, they make way: a sweep takes the oldest, and forgotten ones may come after them.
      const listed = new Set(overdue.filter((one) => !one.joined).map(findingKeyText));
      const started = asked.filter((finding) => listed.has(findingKeyText(finding)));
      await records.begin(started, { executionArn, since: now });
      await records.begin(joined, { executionArn, since: now }, "joined");
      return { ...nothing, atWork: overdue.length };
    }
    const known = await records.read([...overdue, ...asked]);
    const recovery = recoveryOf(overdue, asked, execution, known, executionArn, now);
    const { owed, messages, outdated, parked, lost } = recovery;
    await intake.send(messages);
    const isJoined = (finding: SlimFinding) => joined.includes(finding);
    await records.begin(
      owed.filter((finding) => !isJoined(finding)),
      { executionArn, since: now },
    );
    await records.begin(owed.filter(isJoined), { executionArn, since: now }, "joined");
    await records.endFlight(outdated, executionArn);
    await records.settle([...parked, ...lost]);
    for (const { id: findingId, productArn, version } of owed) {
      log.outcome({ outcome: "put-back", reason: "workflow-failed", findingId, productArn, version, executionArn });
    }
    for (const { id: findingId, productArn, version } of lost) {
      const line = { outcome: "lost", findingId, productArn, version, executionArn };
      log.warn("Cannot put the finding back, its execution is gone: investigate it by the custom action", line);
    }
    return { putBack: owed.length, outdated: outdated.length + parked.length, atWork: 0, lost: lost.length };
  };

  return async (_event: unknown, invocation: Invocation): Promise<SweepReport> => {
    log.begin(invocation);
    const overdue = await records.overdue(clock.now() - patienceMs, findingsMax);
    const byExecution = grouped(overdue, ({ executionArn }) => executionArn);
    const failures: unknown[] = [];
    const swept = await concurrently([...byExecution], executionsAtOnceMax, (item) =>
      sweep(item).catch((error) => {
        failures.push(error);
        return nothing;
      }),
    );
    // One that cannot be seen to is always among the oldest: it must not stand in the way of the others.
    if (failures.length > 0) throw failures[0];
    return swept.reduce(sum, nothing);
  };
}

const nothing: SweepReport = { putBack: 0, outdated: 0, atWork: 0, lost: 0 };

function sum(a: SweepReport, b: SweepReport): SweepReport {
  return {
    putBack: a.putBack + b.putBack,
    outdated: a.outdated + b.outdated,
    atWork: a.atWork + b.atWork,
    lost: a.lost + b.lost,
  };
}
