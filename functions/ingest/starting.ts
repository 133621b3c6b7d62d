import { concurrently } from "#domain/concurrently.ts";
import { parkedWhatItLeft } from "#domain/forgotten.ts";
import type { Instant } from "#domain/instant.ts";
import { openingsOf } from "#domain/open-group.ts";
import type { Clock, Executions, FindingRecords, Log, OpenGroups } from "#domain/ports.ts";
import type { WorkOrder } from "#domain/work-order.ts";
import { Troubles } from "./troubles.ts";

export interface StartingPorts {
  readonly executions: Executions;
  readonly records: FindingRecords;
  readonly openGroups: OpenGroups;
  readonly clock: Clock;
  readonly log: Log;
}

const startsAtOnceMax = 5;
const suffixes = [undefined, 1, 2, 3, 4, 5];

/**
 * Starts an execution for each order and marks its findings as on their way. An order that fails is the trouble of the
 * messages it answers for.
 * @throws the first failure when every order failed: that is trouble of the whole system, and polling has to back off
 */
export async function startAll(ports: StartingPorts, orders: readonly WorkOrder[]): Promise<Troubles> {
  const troubles = new Troubles();
  const started = await concurrently(orders, startsAtOnceMax, (order) =>
    troubles.contain(order.messageIds, () => start(ports, order)),
  );
  const [failure] = troubles.values();
  if (failure && !started.includes(true)) throw failure;
  return troubles;
}

async function start({ executions, records, openGroups, clock, log }: StartingPorts, order: WorkOrder): Promise<void> {
  const { executionArn, known } = await executionFor(executions, order, clock.now());
  // One that has come to its end has nothing on its way any more: a mark would hide who has the findings now.
  if (!parkedWhatItLeft(known)) {
    await records.begin(order.findings, { executionArn, since: clock.now() });
    await openGroups.open(openingsOf(order.input, executionArn, clock.now()));
  }
  for (const { id: findingId, productArn, version } of order.findings) {
    log.outcome({ outcome: "started", findingId, productArn, version, executionArn });
  }
}

/** @param now the last suffix: messages whose executions failed six times must not stay without one for ever */
async function executionFor(executions: Executions, { input, name }: WorkOrder, now: Instant) {
  const text = JSON.stringify(input);
  for (const suffix of [...suffixes, now]) {
    const result = await executions.start(name(suffix), text);
    if (result.kind === "started") return result;
  }
  throw new Error(`Cannot start execution "${name()}": the name and its ${suffixes.length} successors are taken`);
}
