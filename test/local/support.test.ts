import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AsyncInvocations } from "#local/cloud/async-invocations.ts";
import { Observers } from "#local/cloud/observation.ts";
import { cloudServices } from "#local/cloud/services.ts";
import { LambdaRuntime } from "#local/lambda/runtime.ts";
import { resourceTypes } from "#local/template/resource-types.ts";
import { VirtualClock } from "#local/virtual-clock.ts";

const text = readFileSync("local/SUPPORT.md", "utf8");
/** The rows of a table whose first cell matches. */
const rows = (first: RegExp): [string, string][] =>
  [...text.matchAll(/^\| ([^|]+) \| ([^|]*) \|$/gm)].flatMap(([, name = "", cell = ""]) =>
    first.test(name) ? [[name, cell]] : [],
  );

describe("local/SUPPORT.md", () => {
  it("lists the operations that there are", () => {
    const clock = new VirtualClock(0);
    const world = { clock, accountId: "111122223333", region: "eu-west-1", partition: "aws" };
    const lambda = new LambdaRuntime({ clock, region: world.region, endpointUrl: "http://127.0.0.1:9" });
    const services = cloudServices({
      world,
      url: "http://127.0.0.1:9",
      lambda,
      async: new AsyncInvocations(clock, lambda),
      observers: new Observers(() => 0),
      onCall: () => undefined,
    });
    const there = Object.entries(services).map(([name, { operations }]) => [
      name,
      Object.keys(operations).sort().join(", "),
    ]);
    expect(Object.fromEntries(rows(/^(?!AWS::)[A-Z]\w+$/))).toEqual(Object.fromEntries(there));
  });

  it("lists the resource types that there are, and which have an effect", () => {
    const there = Object.entries(resourceTypes).map(([name, { properties }]) => [name, properties !== "any"]);
    const listed = rows(/^(?:AWS|Custom)::/).map(([name, cell]) => [name, cell.startsWith("[x]")]);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(there));
  });
});
