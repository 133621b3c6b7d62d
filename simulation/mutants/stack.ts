import type { Blueprint, SetUpCall } from "../blueprint.ts";
import type { Mutant } from "./mutant.ts";

// The definition is data of the state machine's own language: any shape of it can be changed here.
// biome-ignore lint/suspicious/noExplicitAny: a mutant reaches into JSON that only the state machine's compiler types
type Json = any;

/** Bugs of the state machine and of the stack. */
export const stackMutants: readonly Mutant[] = [
  machineBug("failed-write-is-forgotten", "findings that could not be written end nowhere", ({ group }) => {
    const parking = group["Park each finding"];
    parking.Items = [];
    parking.Output = { enriched: 0, notInvestigable: 0, parked: 0, unchanged: 0, left: 0 };
  }),
  machineBug(
    "parks-without-the-finding",
    "the message in the dead-letter queue does not say which finding",
    ({ park }) => {
      park.Arguments.MessageBody.finding = undefined;
    },
  ),
  machineBug("one-group-fails-all", "a group that cannot be started fails its execution", ({ start }) => {
    start.Catch = undefined;
  }),
  machineBug("unparked-counts-as-parked", "what could not be parked counts as parked", ({ park }) => {
    for (const catcher of park.Catch) catcher.Output = { parked: 1, left: 0 };
  }),
  machineBug("does-not-wait", "the group is written before its investigations have ended", ({ group }) => {
    group["Finished?"].Choices[0].Next = "Enrich findings";
  }),
  machineBug("delay-without-cap", "the wait between retries doubles without end", ({ start, group }) => {
    for (const state of [start, group["Check investigations"], group["Enrich findings"]])
      for (const retrier of state.Retry) retrier.MaxDelaySeconds = undefined;
  }),
  machineBug("enrich-without-retry", "a throttled write is given up at once", ({ group }) => {
    group["Enrich findings"].Retry = [];
  }),
  machineBug("forgets-failed-principals", "principals that failed are left out of the group", ({ start }) => {
    const kept = "{ 'principals': [$states.result.principals[kind != 'failed']] }";
    start.Output = start.Output.replace("$states.result]", `$states.result, ${kept}]`);
  }),
  {
    name: "no-item-failures",
    bug: "the poller does not ask which messages failed",
    stack: (blueprint) => ({
      ...blueprint,
      mappings: blueprint.mappings.map((mapping) => ({ ...mapping, reportsItemFailures: false })),
    }),
  },
  {
    name: "undeliverable-is-dropped",
    bug: "an event that cannot be delivered goes nowhere",
    stack: (blueprint) => withCalls(blueprint, withoutDeadLetters),
  },
  {
    name: "sweep-is-off",
    bug: "nothing looks for findings that were forgotten",
    stack: (blueprint) =>
      withCalls(blueprint, (call) =>
        call.input["ScheduleExpression"] === undefined
          ? call
          : { ...call, input: { ...call.input, State: "DISABLED" } },
      ),
  },
];

interface States {
  /** The states of a group. */
  readonly group: Json;
  /** "Start or join each principal". */
  readonly start: Json;
  /** "Send to the dead-letter queue". */
  readonly park: Json;
}

function machineBug(name: string, bug: string, change: (states: States) => void): Mutant {
  return {
    name,
    bug,
    stack: (blueprint) => ({
      ...blueprint,
      stateMachines: blueprint.stateMachines.map((settings) => {
        const machine: Json = JSON.parse(String(settings.definition));
        const group = machine.States["Investigate each group of findings"].ItemProcessor.States;
        const start = group["Start or join each principal"];
        const park = group["Park each finding"].ItemProcessor.States["Send to the dead-letter queue"];
        change({ group, start, park });
        return { ...settings, definition: JSON.stringify(machine) };
      }),
    }),
  };
}

function withCalls(blueprint: Blueprint, change: (call: SetUpCall) => SetUpCall): Blueprint {
  return { ...blueprint, calls: blueprint.calls.map(change) };
}

function withoutDeadLetters(call: SetUpCall): SetUpCall {
  if (call.operation !== "PutTargets") return call;
  const targets = (call.input["Targets"] as readonly Json[]).map((target) => ({
    ...target,
    DeadLetterConfig: undefined,
  }));
  return { ...call, input: { ...call.input, Targets: JSON.parse(JSON.stringify(targets)) } };
}
