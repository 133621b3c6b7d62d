import { describe, expect, it } from "vitest";
import { AsyncInvocations } from "#local/cloud/async-invocations.ts";
import type { LambdaFunction } from "#local/lambda/function.ts";
import type { InvokeAnswer } from "#local/lambda/runtime.ts";
import { ServiceError } from "#local/service.ts";
import { VirtualClock } from "#local/virtual-clock.ts";

const work: LambdaFunction = {
  name: "work",
  arn: "arn:aws:lambda:eu-west-1:111122223333:function:work",
  codeFolder: "",
  handler: "index.handler",
  runtime: "nodejs24.x",
  timeoutSeconds: 60,
  memoryMb: 512,
  environment: {},
};
const throttled = new ServiceError("TooManyRequestsException", 429, "Rate Exceeded");
const success: InvokeAnswer = { requestId: "r", payload: "null" };
const failure: InvokeAnswer = { ...success, failure: { errorType: "Error", errorMessage: "no" } };

/** Seconds at which the function was invoked, when it answers like this, one time after the other; the last for good. */
async function secondsOf(
  answers: readonly [InvokeAnswer | ServiceError, ...(InvokeAnswer | ServiceError)[]],
  retriesMax?: number,
) {
  const clock = new VirtualClock(0);
  const seconds: number[] = [];
  const left = [...answers];
  const invoke = async () => {
    seconds.push(clock.now() / 1_000);
    const answer = left.length > 1 ? left.shift() : left[0];
    if (answer instanceof ServiceError) throw answer;
    return answer ?? success;
  };
  const invocations = new AsyncInvocations(clock, { find: () => work, invoke });
  if (retriesMax !== undefined) invocations.configure("work", retriesMax);
  invocations.invoke(work, "{}");
  await clock.settled();
  return seconds;
}

describe("AsyncInvocations", () => {
  it("invokes once what succeeds", async () => {
    expect(await secondsOf([success])).toEqual([0]);
  });

  it("invokes twice again what fails, 1 and 2 minutes apart", async () => {
    expect(await secondsOf([failure])).toEqual([0, 60, 180]);
    expect(await secondsOf([failure, success])).toEqual([0, 60]);
  });

  it.each([
    { retriesMax: 0, seconds: [0] },
    { retriesMax: 1, seconds: [0, 60] },
  ])("invokes $retriesMax times again when told so", async ({ retriesMax, seconds }) => {
    expect(await secondsOf([failure], retriesMax)).toEqual(seconds);
  });

  it("spends no attempt on being throttled: it tries again after 1, 2, 4 s", async () => {
    expect(await secondsOf([throttled, throttled, throttled, failure])).toEqual([0, 1, 3, 7, 67, 187]);
  });

  it("gives up an event that was throttled for six hours, at least every five minutes", async () => {
    const seconds = await secondsOf([throttled]);
    const pauses = seconds.slice(1).map((at, index) => at - (seconds[index] ?? 0));
    expect(Math.max(...pauses)).toBe(300);
    expect(seconds.at(-1)).toBeLessThanOrEqual(21_600);
    expect(seconds.at(-1)).toBeGreaterThan(21_300 - 1);
  });

  it.each([-1, 3])("throws when told to try %d times again", (retriesMax) => {
    const invocations = new AsyncInvocations(new VirtualClock(0), { find: () => work, invoke: async () => success });
    expect(() => invocations.configure("work", retriesMax)).toThrow(`MaximumRetryAttempts is ${retriesMax}, 0 to 2`);
  });
});
