import type { LambdaFailure } from "#local/lambda/lambda-failure.ts";
import type { SimulatedCloud } from "../../cloud.ts";

/** One invocation of a function, as far as it has come. */
export interface SeenInvocation {
  readonly function: string;
  readonly input: unknown;
  readonly beganAtMs: number;
  endedAtMs: number | undefined;
  failure: LambdaFailure | undefined;
}

/** Every invocation of a world, by its request id. */
export type SeenInvocations = ReadonlyMap<string, SeenInvocation>;

const known = new WeakMap<SimulatedCloud, SeenInvocations>();

/** The invocations of a world. Followed from the first time that somebody asks, for all who ask. */
export function seenInvocations(cloud: SimulatedCloud): SeenInvocations {
  const before = known.get(cloud);
  if (before) return before;
  const invocations = new Map<string, SeenInvocation>();
  cloud.watch((happening, atMs) => {
    if (happening.kind !== "invocation") return;
    const { function: name, requestId, phase, input, failure } = happening;
    const begun = invocations.get(requestId);
    if (phase === "begins") {
      const unended = { endedAtMs: undefined, failure: undefined };
      invocations.set(requestId, { function: name, input, beganAtMs: atMs, ...unended });
    } else if (begun) {
      begun.endedAtMs = atMs;
      begun.failure = failure;
    }
  });
  known.set(cloud, invocations);
  return invocations;
}
