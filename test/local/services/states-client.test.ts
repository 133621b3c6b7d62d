import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  GetExecutionHistoryCommand,
  ListActivitiesCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Front, startFront } from "#local/http/front.ts";
import { statesService } from "#local/services/states.ts";
import { VirtualClock } from "#local/virtual-clock.ts";

const startAtMs = Date.UTC(2026, 0, 1);
const region = "eu-central-1";

describe("statesService() behind the SDK's client", () => {
  let front: Front;
  let client: SFNClient;
  let stateMachineArn: string;
  const clock = new VirtualClock(startAtMs);

  beforeAll(async () => {
    const world = { clock, partition: "aws", accountId: "111122223333", region };
    const service = statesService(world, { runTask: async () => null });
    const Nap = { Type: "Wait", Seconds: 60, Output: { slept: "{% $states.context.State.EnteredTime %}" }, End: true };
    const definition = { QueryLanguage: "JSONata", StartAt: "Nap", States: { Nap } };
    ({ stateMachineArn } = service.createStateMachine({ name: "machine", definition }));
    front = await startFront({ world, services: [service] });
    const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" };
    client = new SFNClient({ region, endpoint: front.url, credentials, maxAttempts: 1 });
  });

  afterAll(async () => {
    client.destroy();
    await front.close();
  });

  it("starts, describes and tells the history of an execution", async () => {
    const { executionArn, startDate } = await client.send(new StartExecutionCommand({ stateMachineArn, name: "one" }));
    expect(startDate).toEqual(new Date(startAtMs));
    await clock.settled();
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({
      status: "SUCCEEDED",
      output: '{"slept":"2026-01-01T00:00:00.000Z"}',
      stopDate: new Date(startAtMs + 60_000),
    });
    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events?.map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "WaitStateEntered",
      "WaitStateExited",
      "ExecutionSucceeded",
    ]);
    expect(events?.[1]).toMatchObject({
      id: 2,
      previousEventId: 0,
      timestamp: new Date(startAtMs),
      stateEnteredEventDetails: { name: "Nap", input: "{}" },
    });
  });

  it("throws the client's own error classes", async () => {
    const again = client.send(new StartExecutionCommand({ stateMachineArn, name: "one" }));
    await expect(again).rejects.toBeInstanceOf(ExecutionAlreadyExists);
  });

  it("refuses an operation that is not simulated by name", async () => {
    const listing = client.send(new ListActivitiesCommand({}));
    await expect(listing).rejects.toMatchObject({ name: "UnknownOperationException" });
  });
});
