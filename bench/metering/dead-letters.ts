import type { SimulatedCloud } from "#simulation/cloud.ts";
import type { Pair } from "../workloads/scene.ts";

/** Ids of findings as the workloads make them, wherever in a message they stand. */
const findingId = /arn:aws:guardduty:[^"\\]*?\/finding\/[^"\\]+/g;

/** The pairs whose finding waits in a dead-letter queue, in whatever message: somebody will hear of them. */
export function parked(cloud: SimulatedCloud, queueArn: string | undefined, pairs: readonly Pair[]): readonly Pair[] {
  if (queueArn === undefined || pairs.length === 0) return [];
  const waiting = new Set(cloud.services.SQS.peek(queueArn).flatMap(({ body }) => body.match(findingId) ?? []));
  return pairs.filter(({ id }) => waiting.has(id));
}
