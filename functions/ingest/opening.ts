import { concurrently } from "#domain/concurrently.ts";
import { ServiceUnavailable, Throttled } from "#domain/errors.ts";
import { grouped } from "#domain/fact.ts";
import type { Arrived } from "#domain/intake.ts";
import { type OpenGroup, openGroupKey } from "#domain/open-group.ts";
import type { OpenGroups } from "#domain/ports.ts";
import { workOrders } from "#domain/work-order.ts";
import { type Added, type AddingPorts, addOnceOpen, addToOpenGroups } from "./adding.ts";
import { type StartingPorts, startAll } from "./starting.ts";
import { Troubles } from "./troubles.ts";

export interface OpeningPorts extends AddingPorts, StartingPorts {}

const announcementsAtOnceMax = 25;

/**
 * Adds findings to groups on their way, and starts executions for the others. Batches that are read at the same time do not open
 * a group each about the same principals: who comes second starts what is its own, then adds the rest to what the first has opened.
 */
export async function startOrAdd(ports: OpeningPorts, taken: readonly Arrived[]): Promise<Troubles> {
  const { rest, known, troubles: notAdded } = await addToOpenGroups(ports, taken);
  const { ours, theirs } = await announce(ports.openGroups, rest, known);
  const notStarted = await startAll(ports, workOrders(ours));
  const { rest: stillTheirs, troubles: notAddedLate } = await addOnceOpen(ports, theirs);
  const notStartedLate = await startAll(ports, workOrders(stillTheirs));
  return new Troubles([...notStartedLate, ...notAddedLate, ...notStarted, ...notAdded]);
}

/**
 * Says which groups are about to be opened; `theirs` are those that another batch has said so of. It is a courtesy: when it is
 * not kept, or whoever announced a group dies, there is a group more, and nothing is lost.
 */
async function announce(openGroups: OpenGroups, arrived: readonly Arrived[], known: Added["known"]) {
  const late = arrived.filter(({ finding }) => !finding.requested && finding.principals.length > 0);
  const byKey = grouped(late, ({ finding }) => openGroupKey(finding));
  const theirs = new Set<Arrived>();
  await concurrently([...byKey], announcementsAtOnceMax, async ([key, some]) => {
    if (!(await announced(openGroups, key, known.get(key)))) for (const one of some) theirs.add(one);
  });
  return { ours: arrived.filter((one) => !theirs.has(one)), theirs: [...theirs] };
}

async function announced(openGroups: OpenGroups, key: string, known: OpenGroup | undefined): Promise<boolean> {
  try {
    return await openGroups.announce(key, known);
  } catch (error) {
    if (error instanceof Throttled || error instanceof ServiceUnavailable) return true;
    throw error;
  }
}
