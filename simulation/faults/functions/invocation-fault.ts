import type { Chance } from "../../chance.ts";
import type { InvocationFate } from "../../invocation-fate.ts";
import type { FaultKind } from "../fault-kind.ts";

export interface InvocationFault extends Pick<FaultKind, "name" | "row" | "what"> {
  /** What becomes of one invocation; undefined where it has no place. Draws all it needs, whether it strikes or not. */
  readonly fate: (chance: Chance, functionName: string, payload: string) => InvocationFate | undefined;
}

/** A fault of single invocations: strikes each with the probability of its intensity. */
export function invocationFault({ fate, ...about }: InvocationFault): FaultKind {
  return {
    ...about,
    arm: ({ chance, intensity, strike }) => ({
      hooks: {
        invocation(functionName, payload) {
          const happens = chance.happens(intensity);
          const becomes = fate(chance, functionName, payload);
          return happens && becomes && strike(`lambda:${functionName}`) ? becomes : undefined;
        },
      },
    }),
  };
}
