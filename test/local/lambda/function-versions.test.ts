import { afterEach, describe, expect, it } from "vitest";
import { functionNamed } from "#local/lambda/function-versions.ts";
import { LambdaRuntime } from "#local/lambda/runtime.ts";
import { VirtualClock } from "#local/virtual-clock.ts";
import { aFunction } from "./a-function.ts";

const clock = new VirtualClock(Date.UTC(2026, 4, 1));
const says = (text: string) =>
  aFunction(`export const handler = async (_, { invokedFunctionArn }) => [
  ${JSON.stringify(text)}, process.env.SETTING, invokedFunctionArn ]`);
let runtime: LambdaRuntime;
afterEach(() => runtime.close());

function aRuntime(): LambdaRuntime {
  runtime = new LambdaRuntime({
    clock,
    sharedClock: clock.shared,
    region: "eu-west-1",
    endpointUrl: "http://127.0.0.1:9",
  });
  return runtime;
}

async function answerOf(name: string): Promise<unknown> {
  const found = runtime.find(name);
  return found ? JSON.parse((await runtime.invoke(found, "{}")).payload) : "not found";
}

describe("a published version", () => {
  const arn = "arn:aws:lambda:eu-west-1:111122223333:function:subject";

  it("stays the code and the environment that it was, whatever becomes of the function", async () => {
    aRuntime().register({ ...says("old"), environment: { SETTING: "1" } });
    expect(runtime.publish("subject")).toBe("1");
    runtime.register({ ...says("new"), environment: { SETTING: "2" } });
    expect(runtime.publish(arn)).toBe("2");
    runtime.register({ ...says("newest"), environment: { SETTING: "3" } });
    expect(await answerOf(`${arn}:1`)).toEqual(["old", "1", `${arn}:1`]);
    expect(await answerOf("subject:2")).toEqual(["new", "2", `${arn}:2`]);
    expect(await answerOf(`${arn}:$LATEST`)).toEqual(["newest", "3", arn]);
    expect(await answerOf("subject")).toEqual(["newest", "3", arn]);
  });

  it("is found by its number alone, and goes with its function", async () => {
    aRuntime().register(says("x"));
    runtime.publish("subject");
    for (const qualifier of ["0", "2", "01", "live", "constructor"]) {
      expect(runtime.find(`${arn}:${qualifier}`), qualifier).toBeUndefined();
    }
    runtime.remove(says("x"));
    expect(runtime.find(`${arn}:1`)).toBeUndefined();
    expect(() => runtime.publish("nobody")).toThrow('Cannot publish a version of "nobody"');
  });
});

describe("functionNamed()", () => {
  it.each([
    ["subject", "subject", undefined],
    ["subject:7", "subject", "7"],
    ["111122223333:function:subject", "subject", undefined],
    ["arn:aws:lambda:eu-west-1:111122223333:function:subject:7", "subject", "7"],
  ])("reads %s", (text, name, qualifier) => {
    expect(functionNamed(text)).toEqual({ name, ...(qualifier && { qualifier }) });
  });
});
