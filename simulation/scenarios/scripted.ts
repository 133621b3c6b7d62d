import type { SimulatedCloud } from "../cloud.ts";
import type { FaultKind } from "../faults/fault-kind.ts";
import { placeOf } from "../faults/request-fault.ts";
import type { Hooks, WorkflowTask } from "../hooks.ts";
import type { Fate, Request } from "../wire.ts";

type About = Pick<FaultKind, "name" | "row" | "what">;
type TaskFate = NonNullable<ReturnType<Hooks["task"]>>;

/** Strikes the first `times` requests that it concerns, and no other. */
export function firstRequests(
  about: About & { readonly times: number },
  concerns: (request: Request) => boolean,
  fate: () => Partial<Fate>,
): FaultKind {
  return scripted(about, ({ may }) => ({
    request: (request) => (concerns(request) && may(placeOf(request)) ? fate() : undefined),
  }));
}

/** Strikes the first `times` tasks of a state. */
export function firstTasks(about: About & { readonly times: number }, state: string, fate: () => TaskFate): FaultKind {
  const concerns = ({ stateName }: WorkflowTask) => stateName === state;
  return scripted(about, ({ may }) => ({
    task: (task) => (concerns(task) && may(`workflow:${state}`) ? fate() : undefined),
  }));
}

interface Script {
  /** Whether it strikes once more. */
  may(at: string): boolean;
  cloud(): SimulatedCloud;
}

/** A fault that strikes where a scenario says, with nothing left to chance. */
export function scripted(
  { times, ...about }: About & { readonly times: number },
  hooks: (script: Script) => Partial<Hooks>,
): FaultKind {
  return {
    ...about,
    arm({ strike, cloud }) {
      let left = times;
      const may = (at: string) => left > 0 && strike(at) && left-- > 0;
      return { hooks: hooks({ may, cloud }) };
    },
  };
}
