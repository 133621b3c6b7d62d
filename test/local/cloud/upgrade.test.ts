import { afterEach, expect, it } from "vitest";
import { taskRunner } from "#local/cloud/task-runner.ts";
import { LambdaRuntime } from "#local/lambda/runtime.ts";
import { statesService } from "#local/services/states.ts";
import { VirtualClock } from "#local/virtual-clock.ts";
import { aFunction } from "../lambda/a-function.ts";

const call = { region: "eu-west-1", accountId: "111122223333" };
const clock = new VirtualClock(Date.UTC(2026, 4, 1));
const world = { ...call, clock, partition: "aws" };
const lambda = new LambdaRuntime({
  clock,
  sharedClock: clock.shared,
  region: call.region,
  endpointUrl: "http://127.0.0.1:9",
});
afterEach(() => lambda.close());

const states = statesService(world, {
  runTask: taskRunner({ call, lambda, services: () => ({}), onCall: () => {} }),
});

/** A deployment as CloudFormation makes it: the function, its version, the state machine. */
function deploy(said: string): void {
  const source = `export const handler = async (before) => [...before, ${JSON.stringify(said)} + process.env.SETTING]`;
  const deployed = aFunction(source, { name: "task", environment: { SETTING: said } });
  lambda.register(deployed);
  const Resource = `${deployed.arn}:${lambda.publish("task")}`;
  states.createStateMachine({
    name: "machine",
    definition: {
      StartAt: "First",
      States: {
        First: { Type: "Task", Resource, Next: "Wait" },
        Wait: { Type: "Wait", Seconds: 3_600, Next: "Second" },
        Second: { Type: "Task", Resource, End: true },
      },
    },
  });
}

const ask = async (operation: string, input: object) =>
  (await states.operations[operation]?.(input, call)) as Readonly<Record<string, string>>;
const start = async () => {
  const stateMachineArn = "arn:aws:states:eu-west-1:111122223333:stateMachine:machine";
  return (await ask("StartExecution", { stateMachineArn, input: "[]" }))["executionArn"];
};

it("an execution ends on the code, the environment and the definition that it began with; the next one has the new ones", async () => {
  deploy("old");
  const before = await start();
  await clock.sleep(600_000);
  deploy("new");
  const after = await start();
  await clock.sleep(2 * 3_600_000);
  const outputOf = async (executionArn = "") => (await ask("DescribeExecution", { executionArn }))["output"];
  expect(await outputOf(before)).toBe('["oldold","oldold"]');
  expect(await outputOf(after)).toBe('["newnew","newnew"]');
});
