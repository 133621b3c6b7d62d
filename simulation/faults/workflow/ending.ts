import { memberOf } from "#local/services/request/record.ts";
import type { StateMachineSettings } from "#local/services/states/state-machine.ts";
import { isRunning, redrive, stopExecution } from "../../story/operator.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";
import { momentsOf, withActs } from "../moments.ts";
import { moveDeadLetters } from "../operations/dead-letters.ts";

const minuteMs = 60_000;

/** Nobody stops executions all day, nor replays what comes of it. */
const stopsMax = 5;

/** Stops a few executions some time after one of their tasks; tells of each that was still running then. */
function stopping({ chance, intensity, strike, cloud }: Stage, onStopped: (executionArn: string) => void) {
  let stops = 0;
  return {
    task({ input }: { readonly input: unknown }) {
      const executionArn = memberOf(input, "executionArn");
      const happens = chance.happens(intensity / 2);
      const afterMs = chance.integer(0, 5 * minuteMs);
      if (!happens || typeof executionArn !== "string") return undefined;
      const { clock } = cloud();
      clock.at(clock.now() + afterMs, () => {
        if (stops === stopsMax || !isRunning(cloud(), executionArn) || !strike("states:StopExecution")) return;
        stops++;
        stopExecution(cloud(), executionArn);
        onStopped(executionArn);
      });
      return undefined;
    },
  };
}

const executionAborted: FaultKind = {
  name: "execution-aborted",
  row: 50,
  what: "an operator stops an execution in the middle",
  arm: (stage) => ({ hooks: stopping(stage, () => undefined) }),
};

const redrivenAndReplayed: FaultKind = {
  name: "redriven-and-replayed",
  row: 51,
  what: "an execution is stopped, and then redriven by one person while another sends its findings back from the dead-letter queue",
  arm: (stage) => {
    const { chance, cloud } = stage;
    const onStopped = (executionArn: string) => {
      const { clock } = cloud();
      const [redriveMs, replayMs] = [chance.integer(0, 20 * minuteMs), chance.integer(0, 20 * minuteMs)];
      clock.at(clock.now() + redriveMs, () => redrive(cloud(), executionArn));
      clock.at(clock.now() + replayMs, () => moveDeadLetters(cloud()));
    };
    return { hooks: stopping(stage, onStopped) };
  },
};

const timeoutsSeconds = [240, 600, 1_800] as const;

const executionTimesOut: FaultKind = {
  name: "execution-times-out",
  row: 50,
  what: "until faults stop an execution may last minutes only: many are timed out by Step Functions",
  arm: ({ chance, strike, endsAtMs }) => {
    let whole: readonly StateMachineSettings[] = [];
    return {
      world(world) {
        const timeoutSeconds = chance.pick(timeoutsSeconds);
        if (!strike("states:TimeoutSeconds")) return world;
        whole = world.blueprint.stateMachines;
        const stateMachines = whole.map((settings) => lastingAtMost(settings, timeoutSeconds));
        return { ...world, blueprint: { ...world.blueprint, stateMachines } };
      },
      story: (story) =>
        withActs(story, [
          {
            atMs: endsAtMs,
            what: "executions may last as long as they need again",
            play({ services }) {
              for (const settings of whole) services.SFN.createStateMachine(settings);
            },
          },
        ]),
    };
  },
};

const shortened = new Map<string, string>();

/** The same text each time: worlds share what they compile. */
function lastingAtMost(settings: StateMachineSettings, timeoutSeconds: number): StateMachineSettings {
  const text = typeof settings.definition === "string" ? settings.definition : JSON.stringify(settings.definition);
  const key = `${timeoutSeconds} ${text}`;
  const definition = shortened.get(key) ?? JSON.stringify({ ...JSON.parse(text), TimeoutSeconds: timeoutSeconds });
  shortened.set(key, definition);
  return { ...settings, definition };
}

const stateMachineDeleted: FaultKind = {
  name: "state-machine-deleted",
  row: 50,
  what: "somebody deletes the state machine, which ends its executions, and deploys it again minutes later",
  arm: (stage) => ({
    story(story) {
      const { chance, strike } = stage;
      const acts = momentsOf(stage, story).map((atMs) => {
        const goneMs = chance.integer(1, 30) * minuteMs;
        return {
          atMs,
          what: "somebody deletes the state machine",
          play() {
            if (strike("states:DeleteStateMachine")) deleteStateMachine(stage, goneMs);
          },
        };
      });
      return withActs(story, acts);
    },
  }),
};

function deleteStateMachine({ cloud }: Stage, goneMs: number): void {
  const { services, blueprint, clock, call } = cloud();
  const { accountId, region, partition, stateMachines } = blueprint;
  for (const { executionArn } of services.SFN.executions()) stopExecution(cloud(), executionArn);
  for (const settings of stateMachines) {
    const stateMachineArn = `arn:${partition}:states:${region}:${accountId}:stateMachine:${settings.name}`;
    call("SFN", "DeleteStateMachine", { stateMachineArn });
    clock.at(clock.now() + goneMs, () => void services.SFN.createStateMachine(settings));
  }
}

export const endingFaults: readonly FaultKind[] = [
  executionAborted,
  executionTimesOut,
  stateMachineDeleted,
  redrivenAndReplayed,
];
