import type { SFNClient } from "@aws-sdk/client-sfn";
import { describe, expect, it } from "vitest";
import { executionArchive } from "#adapters/execution-archive.ts";
import type { ExecutionListing } from "#domain/execution-archive.ts";
import { FakeClock } from "#test/builders/ports.ts";
import { failing, fakeClient } from "./fake-client.ts";

const machine = "arn:aws:states:eu-west-1:111122223333:stateMachine:investigate";
const executionArn = "arn:aws:states:eu-west-1:111122223333:execution:investigate:one";
const startDate = new Date(1_000);
const archive = (answers: Parameters<typeof fakeClient>[0], clock = new FakeClock(0)) => {
  const client = fakeClient<SFNClient>(answers);
  return { ...executionArchive(machine, client, clock), calls: client.calls, clock };
};

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

describe("list()", () => {
  it("reads page after page, and none that nobody asks for", async () => {
    const answers = {
      ListExecutions: ({ nextToken }: Record<string, unknown>) =>
        nextToken === undefined
          ? { executions: [{ executionArn, name: "one", status: "RUNNING", startDate }], nextToken: "more" }
          : {
              executions: [
                { executionArn, name: "two", status: "FAILED", startDate, stopDate: startDate, redriveCount: 2 },
              ],
            },
    };
    const listed: readonly ExecutionListing[] = await all(archive(answers).list("FAILED"));
    expect(listed).toEqual([
      { executionArn, name: "one", status: "RUNNING", startedAt: 1_000, redriveCount: 0 },
      { executionArn, name: "two", status: "FAILED", startedAt: 1_000, endedAt: 1_000, redriveCount: 2 },
    ]);
    const lazy = archive(answers);
    for await (const _ of lazy.list()) break;
    expect(lazy.calls).toHaveLength(1);
  });
});

describe("describe()", () => {
  it("tells everything, and why it cannot be redriven", async () => {
    const { describe: tell } = archive({
      DescribeExecution: () => ({
        ...{ executionArn, name: "one", status: "FAILED", startDate, input: "{}", error: "E", redriveDate: startDate },
        ...{ redriveStatus: "NOT_REDRIVABLE", redriveStatusReason: "Execution redrivable period exceeded" },
      }),
    });
    expect(await tell(executionArn)).toEqual({
      ...{ executionArn, name: "one", status: "FAILED", startedAt: 1_000, redriveCount: 0, redrivenAt: 1_000 },
      ...{ input: "{}", error: "E", notRedrivable: "Execution redrivable period exceeded" },
    });
  });

  it("answers undefined for an execution that is not there", async () => {
    expect(
      await archive({ DescribeExecution: failing("ExecutionDoesNotExist") }).describe(executionArn),
    ).toBeUndefined();
  });

  it("stays at 5 a second after a burst of 100", async () => {
    const { describe: tell, clock } = archive({ DescribeExecution: failing("ExecutionDoesNotExist") });
    for (let n = 0; n < 110; n++) await tell(executionArn);
    expect(clock.at).toBe(2_000);
  });
});

describe("history()", () => {
  it("takes the details from wherever the type keeps them", async () => {
    const event = { id: 2, previousEventId: 0, type: "TaskStateEntered", timestamp: startDate };
    const { history } = archive({
      GetExecutionHistory: () => ({ events: [{ ...event, stateEnteredEventDetails: { name: "Work" } }] }),
    });
    expect(await all(history(executionArn))).toEqual([
      { id: 2, previousEventId: 0, type: "TaskStateEntered", at: 1_000, details: { name: "Work" } },
    ]);
  });
});

describe("redrive()", () => {
  it("redrives with its token", async () => {
    const { redrive, calls } = archive({ RedriveExecution: () => ({ redriveDate: startDate }) });
    expect(await redrive(executionArn, "token")).toEqual({ kind: "redriven", at: 1_000 });
    expect(calls).toEqual([["RedriveExecution", { executionArn, clientToken: "token" }]]);
  });

  it("tells a refusal, and throws what may pass", async () => {
    const refused = await archive({ RedriveExecution: failing("ExecutionNotRedrivable") }).redrive(executionArn, "t");
    expect(refused).toEqual({ kind: "refused", why: "ExecutionNotRedrivable happened" });
    const limited = archive({ RedriveExecution: failing("ExecutionLimitExceeded") }).redrive(executionArn, "t");
    await expect(limited).rejects.toMatchObject({ name: "Throttled" });
  });
});
