import type { Chance } from "../../chance.ts";
import type { Hooks, WorkflowTask } from "../../hooks.ts";
import type { FaultKind } from "../fault-kind.ts";

type TaskFate = NonNullable<ReturnType<Hooks["task"]>>;

export interface TaskFault extends Pick<FaultKind, "name" | "row" | "what"> {
  readonly concerns: (task: WorkflowTask) => boolean;
  /** What becomes of one of them. Draws all it needs, whether it strikes or not. */
  readonly fate: (chance: Chance, task: WorkflowTask) => TaskFate;
}

/** A fault of single tasks of the state machine: strikes each with the probability of its intensity. */
export function taskFault({ concerns, fate, ...about }: TaskFault): FaultKind {
  return {
    ...about,
    arm: ({ chance, intensity, strike }) => ({
      hooks: {
        task(task) {
          if (!concerns(task)) return undefined;
          const happens = chance.happens(intensity);
          const becomes = fate(chance, task);
          return happens && strike(`workflow:${task.stateName}`) ? becomes : undefined;
        },
      },
    }),
  };
}
