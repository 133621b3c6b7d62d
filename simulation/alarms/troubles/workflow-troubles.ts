import { ServiceError } from "#local/service.ts";
import type { StateMachineSettings } from "#local/services/states/state-machine.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import type { FaultKind } from "../../faults/fault-kind.ts";
import { endingFaults } from "../../faults/workflow/ending.ts";
import { taskFaults } from "../../faults/workflow/task.ts";
import { unlessRefused } from "../../story/import.ts";
import { stopExecution } from "../../story/operator.ts";
import { after, during, type Trouble, traffic, withActs } from "../trouble.ts";
import { replay } from "./queue-troubles.ts";

const kindNamed = (name: string) => [...endingFaults, ...taskFaults].filter((kind) => kind.name === name);

const stopAll = (minutes: number) =>
  after(minutes, "somebody stops the executions", (cloud) => {
    for (const { executionArn, status } of cloud.services.SFN.executions())
      if (status === "RUNNING") stopExecution(cloud, executionArn);
  });

const isStatusChange = (event: Readonly<Record<string, unknown>>) =>
  event["detail-type"] === "Step Functions Execution Status Change";

const isGone = new ServiceError("ExecutionDoesNotExist", 400, "Execution does not exist");

function setRule(cloud: SimulatedCloud, part: string, operation: "DisableRule" | "EnableRule"): void {
  for (const { operation: made, input } of cloud.blueprint.calls) {
    const name = String(input["Name"]);
    if (made === "PutRule" && name.includes(part))
      unlessRefused(() => cloud.call("EventBridge", operation, { Name: name }));
  }
}

/** Executions fail at once, in a way that no state catches, until the next deployment. */
function brokenUntil(minutes: number): FaultKind {
  const broken = { StartAt: "Broken", States: { Broken: { Type: "Fail", Error: "States.Runtime" } } };
  let whole: readonly StateMachineSettings[] = [];
  return {
    name: "broken-deployment",
    row: 50,
    what: "a deployment breaks the state machine",
    arm: () => ({
      world(world) {
        whole = world.blueprint.stateMachines;
        const stateMachines = whole.map((settings) => ({ ...settings, definition: JSON.stringify(broken) }));
        return { ...world, blueprint: { ...world.blueprint, stateMachines } };
      },
      story: (story) => {
        const mended = after(minutes, "a deployment mends it", ({ services }) => {
          for (const settings of whole) services.SFN.createStateMachine(settings);
        });
        return { ...story, acts: [...story.acts, mended].sort((a, b) => a.atMs - b.atMs) };
      },
    }),
  };
}

export const workflowTroubles: readonly Trouble[] = [
  {
    what: "a deployment breaks the state machine, for half an hour",
    rings: { "DeadLetters/NotEmpty": 5, "Executions/Failed": 10, "Findings/Forgotten": 75 },
    story: withActs(traffic(30), replay(90)),
    kinds: [brokenUntil(30)],
  },
  {
    what: "executions may last for some minutes only",
    rings: { "DeadLetters/NotEmpty": 45, "Executions/TimedOut": 45, "Findings/Forgotten": 90 },
    story: withActs({ ...traffic(10), plans: { "worker-0": { durationSeconds: 3_000 } } }, replay(150)),
    kinds: kindNamed("execution-times-out"),
  },
  {
    what: "somebody stops the executions",
    rings: { "DeadLetters/NotEmpty": 5, "Executions/Aborted": 10, "Findings/Forgotten": 75 },
    story: withActs(traffic(10), stopAll(2), replay(90)),
  },
  {
    what: "somebody stops the executions, and the events that tell of it are never sent",
    rings: { "Executions/Aborted": 10, "Findings/Forgotten": 75 },
    story: withActs(traffic(10), stopAll(2)),
    kinds: [during(0, 10, () => ({ event: (event) => (isStatusChange(event) ? [] : undefined) }))],
  },
  {
    what: "somebody stops the executions, no event tells of it, and Step Functions no longer knows them",
    rings: { "Executions/Aborted": 10, "Findings/Forgotten": 75, "Findings/Lost": 75 },
    story: withActs(traffic(5), stopAll(2)),
    kinds: [
      during(0, 10, () => ({ event: (event) => (isStatusChange(event) ? [] : undefined) })),
      during(10, 120, () => ({
        request: ({ operation }) => (operation === "DescribeExecution" ? { refuse: isGone } : undefined),
      })),
    ],
  },
  {
    what: "the account's state transitions are used up for hours",
    rings: { "Executions/Throttled": 30 },
    story: traffic(60, 1),
    kinds: kindNamed("transitions-throttled"),
  },
  {
    what: "somebody turns the sweep's schedule off for three hours",
    rings: { "Sweep/Silent": 90 },
    story: withActs(
      traffic(10),
      after(0, "somebody turns the schedule off", (cloud) => setRule(cloud, "Sweep", "DisableRule")),
      after(180, "the schedule is on again", (cloud) => setRule(cloud, "Sweep", "EnableRule")),
    ),
  },
];
