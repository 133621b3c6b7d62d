import { readdirSync, readFileSync } from "node:fs";
import { Token } from "aws-cdk-lib";
import { describe, expect, it } from "vitest";
import { anApp, aTemplate } from "./a-stack.ts";

describe("gumshoeApp()", () => {
  it("makes a template for any account and Region, without looking anything up", () => {
    const { stack } = anApp();
    expect(Token.isUnresolved(stack.account) && Token.isUnresolved(stack.region)).toBe(true);
    const assembly = anApp({
      attachedRoles: true,
      directGuardDuty: true,
      findingsV2: true,
      webhookUrl: "https://hooks.example.com/gumshoe",
    }).synth();
    expect(assembly.manifest.missing ?? []).toEqual([]);
    expect(JSON.stringify(assembly.getStackByName("Gumshoe").template)).not.toMatch(/"arn:aws[:-]|\b\d{12}\b/);
  });

  it("tags the stack, and so everything in it", () => {
    expect(anApp().stack.tags.tagValues()).toEqual({ application: "gumshoe" });
  });

  it("tells where to look: the outputs that people and the CLI use", () => {
    expect(Object.keys(aTemplate().toJSON()["Outputs"]).sort()).toEqual([
      "AllowedRegions",
      "CustomActionArn",
      "DeadLetterQueueUrl",
      "EventBusName",
      "IntakeQueueUrl",
      "LinkedRegions",
      "MaxAttempts",
      "ReportsBucketName",
      "StateMachineArn",
      "TableName",
      "Version",
    ]);
  });
});

describe("infra/ and statemachines/", () => {
  it("name no partition: they deploy to aws-cn and aws-us-gov too", () => {
    const files = ["infra", "statemachines"].flatMap((folder) =>
      readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`),
    );
    const sources = files.filter((name) => /\.(ts|json)$/.test(name));
    expect(sources.filter((name) => /arn:aws[:-]/.test(readFileSync(name, "utf8")))).toEqual([]);
  });
});
