import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { deployedNames, shippedFunctions } from "#bench/bundles/shipped-functions.ts";
import { anAssembly } from "./an-assembly.ts";

it("deployedNames() leaves out what the stack as it comes does not have", () => {
  const folder = anAssembly(["check", "start-or-join"]);
  expect(deployedNames(folder, ["check", "deliver-webhook", "start-or-join"])).toEqual(["check", "start-or-join"]);
});

describe("shippedFunctions()", () => {
  const folder = anAssembly(["check", "start-or-join"]);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("finds the bundle and the environment of each function", () => {
    const environment = {
      NODE_OPTIONS: "--enable-source-maps",
      TABLE_NAME: "gumshoe",
      DEAD_LETTER_QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/111122223333/gumshoe",
      STATE_MACHINE_ARN: "arn:aws:states:us-east-1:111122223333:stateMachine:gumshoe",
    };
    expect(shippedFunctions(folder, ["check", "start-or-join"])).toEqual([
      { name: "check", file: join(folder, "asset.0", "index.mjs"), environment },
      { name: "start-or-join", file: join(folder, "asset.1", "index.mjs"), environment },
    ]);
  });

  it("throws when a function is not in the template", () => {
    expect(() => shippedFunctions(folder, ["check", "chec"])).toThrow('Cannot measure "chec": ');
  });

  it("throws when there is no assembly", () => {
    expect(() => shippedFunctions(join(folder, "none"), [])).toThrow("it holds no manifest.json");
  });
});
