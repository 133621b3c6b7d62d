import { concurrently } from "#domain/concurrently.ts";
import type { SlimFinding } from "#domain/contract.ts";
import { grouped } from "#domain/fact.ts";
import type { Arrived } from "#domain/intake.ts";
import type { JoinSettings } from "#domain/joining.ts";
import { type OpenGroup, openGroupKey, takesIn } from "#domain/open-group.ts";
import type { Clock, FindingRecords, Log, OpenGroups } from "#domain/ports.ts";
import { versionKey } from "#domain/work-order.ts";
import { Troubles } from "./troubles.ts";

export interface AddingPorts {
  readonly openGroups: OpenGroups;
  readonly records: FindingRecords;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: JoinSettings;
}

/** What is left to be started, and the messages whose findings could not be added. */
export interface Added {
  readonly rest: readonly Arrived[];
  /** The newest group of each key, as far as one was found. */
  readonly known: ReadonlyMap<string, OpenGroup>;
  readonly troubles: Troubles;
}

const additionsAtOnceMax = 10;
const pausesMs = [1_000, 1_000, 2_000, 3_000, 3_000];

/**
 * Adds findings to groups that are on their way and about the same principals: these need no execution of their own. First the
 * group has them, then they are marked: who dies in between does it again, and the group drops the double.
 */
export async function addToOpenGroups(ports: AddingPorts, taken: readonly Arrived[]): Promise<Added> {
  const { openGroups, clock, settings } = ports;
  const late = taken.filter(({ finding }) => !finding.requested && finding.principals.length > 0);
  const byKey = grouped(late, ({ finding }) => openGroupKey(finding));
  if (byKey.size === 0) return { rest: taken, known: new Map(), troubles: new Troubles() };

  const troubles = new Troubles();
  const open = await openGroups.find([...byKey.keys()]);
  const over = new Set<Arrived>();
  await concurrently([...byKey], additionsAtOnceMax, async ([key, arrived]) => {
    const group = open.get(key);
    const fitting = group ? arrived.filter(({ finding }) => takesIn(group, finding, clock.now(), settings)) : [];
    if (!group || fitting.length === 0) return;
    const messageIds = fitting.map(({ messageId }) => messageId);
    let added = false;
    const done = await troubles.contain(messageIds, async () => {
      added = await add(ports, group, distinct(fitting));
    });
    // Whoever met trouble comes again as a message.
    if (added || !done) for (const one of fitting) over.add(one);
  });
  return { rest: taken.filter((one) => !over.has(one)), known: open, troubles };
}

/** Adds findings to groups that another batch is just opening: it looks for them for ten seconds. */
export async function addOnceOpen(ports: AddingPorts, awaited: readonly Arrived[]): Promise<Omit<Added, "known">> {
  const troubles = new Troubles();
  let rest = awaited;
  for (const pauseMs of pausesMs) {
    if (rest.length === 0) break;
    await ports.clock.sleep(pauseMs);
    const added = await addToOpenGroups(ports, rest);
    for (const [messageId, error] of added.troubles) troubles.set(messageId, error);
    rest = added.rest;
  }
  return { rest, troubles };
}

async function add(
  { openGroups, records, clock, log }: AddingPorts,
  group: OpenGroup,
  findings: readonly SlimFinding[],
) {
  const { executionArn } = group;
  if (!(await openGroups.add(group, findings))) return false;
  await records.begin(findings, { executionArn, since: clock.now() }, "joined");
  for (const { id: findingId, productArn, version } of findings) {
    log.outcome({ outcome: "added", findingId, productArn, version, executionArn });
  }
  return true;
}

function distinct(arrived: readonly Arrived[]): readonly SlimFinding[] {
  return [...new Map(arrived.map(({ finding }) => [versionKey(finding), finding])).values()];
}
