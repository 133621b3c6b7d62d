import type { PrincipalSettled, ReadingTurn, SlimFinding } from "#domain/contract.ts";
import { type Asking, type Before, settledBefore } from "#domain/enriched.ts";
import type { StoredFinding } from "#domain/enrichment.ts";
import type { FindingRecord } from "#domain/finding-record.ts";
import type { JoinSettings } from "#domain/joining.ts";
import { exceeds, openGroupKey } from "#domain/open-group.ts";
import { parkFinding } from "#domain/parking.ts";
import type { Clock, EnvelopeQueue, FindingRecords, Log, OpenGroups, SecurityHub } from "#domain/ports.ts";
import { versionKey } from "#domain/work-order.ts";

export interface LookPorts {
  readonly securityHub: SecurityHub;
  readonly records: FindingRecords;
  readonly openGroups: OpenGroups;
  readonly intake: EnvelopeQueue;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: JoinSettings;
}

/** What there is to do. */
interface Sight {
  readonly due: readonly SlimFinding[];
  /** As Security Hub holds them, by `findingKeyText`. */
  readonly stored: ReadonlyMap<string, StoredFinding>;
  /** Those that were settled before, or are another execution's. */
  readonly before: ReadonlyMap<SlimFinding, Before>;
  /** What is remembered of them, by `findingKeyText`. */
  readonly records: ReadonlyMap<string, FindingRecord>;
}

/**
 * The findings to work on as Security Hub holds them. The group takes in others until its turn to read has come: the longer
 * that takes, the more findings share one read.
 * @param turn the one that was reserved, when it is still there to be used
 */
export async function lookAt(
  ports: LookPorts,
  findings: readonly SlimFinding[],
  settled: readonly PrincipalSettled[],
  asking: Asking,
  turn?: ReadingTurn,
): Promise<Sight> {
  const { securityHub, records } = ports;
  const settledNow = async (some: readonly SlimFinding[]) => settledBefore(some, await records.read(some), asking);
  const first = await settledNow(findings);
  const reserved = turn ? await comeTo(turn, ports.clock) : await securityHub.awaitTurn(findings.length - first.size);
  const { joined, wasClosed } = await closeGroup(ports, findings, settled, asking, settledNow);
  const waiting = [...findings.filter((finding) => !first.has(finding)), ...joined];
  // An invocation that runs twice has one turn: who comes second reads after the first has written.
  const turns = turn && wasClosed ? await securityHub.awaitTurn(waiting.length) : reserved;
  const stored = await securityHub.read(waiting, turns);
  // That took a while: a newer version may have been written meanwhile.
  const known = await records.read(waiting);
  const meanwhile = settledBefore(waiting, known, asking);
  const due = waiting.filter((finding) => !meanwhile.has(finding));
  return { due, stored, before: new Map([...first, ...meanwhile]), records: known };
}

async function comeTo(turn: ReadingTurn, clock: Clock): Promise<number> {
  const waitMs = Date.parse(turn.at) - clock.now();
  if (waitMs > 0) await clock.sleep(waitMs);
  return turn.reads;
}

/** Closes the group. @returns the findings that joined it on its way; those that need another investigation go back */
async function closeGroup(
  { openGroups, intake, clock, log, settings }: LookPorts,
  findings: readonly SlimFinding[],
  settled: readonly PrincipalSettled[],
  { executionArn }: Asking,
  settledNow: (some: readonly SlimFinding[]) => Promise<ReadonlyMap<SlimFinding, Before>>,
): Promise<{ readonly joined: readonly SlimFinding[]; readonly wasClosed: boolean }> {
  const [finding] = findings;
  if (!finding) return { joined: [], wasClosed: false };
  const own = new Set(findings.map(versionKey));
  const { findings: all, wasClosed } = await openGroups.close(openGroupKey(finding), executionArn);
  const joined = [...new Map(all.map((one) => [versionKey(one), one])).values()].filter(
    (one) => !own.has(versionKey(one)),
  );
  const now = clock.now();
  const exceeding = joined.filter((one) => exceeds(one, settled, now, settings));
  const elsewhere = exceeding.length > 0 ? await settledNow(exceeding) : new Map();
  const late = exceeding.filter((one) => !elsewhere.has(one));
  await intake.send(late.map((one) => parkFinding(one, needsAnother, { parkedAt: now, executionArn })));
  for (const { id: findingId, productArn, version } of late) {
    log.outcome({ outcome: "put-back", reason: "not-covered", findingId, productArn, version, executionArn });
  }
  return { joined: joined.filter((one) => !late.includes(one)), wasClosed };
}

const needsAnother = {
  code: "workflow-failed",
  message: "the investigation of the group does not cover the finding's activity, one that does is wanted",
  state: "Enrich findings",
} as const;
