import { describe, expect, it } from "vitest";
import { aTemplate, readable, resourcesOf } from "./a-stack.ts";

const template = aTemplate();
const versions = resourcesOf(template, "AWS::Lambda::Version");
const ofVersion = (folder: string) => `\${Functions${folder}FunctionCurrentVersion}`;

describe("an upgrade", () => {
  it("publishes a version of every function, and takes none away", () => {
    const found = Object.values(template.findResources("AWS::Lambda::Version"));
    expect(found).toHaveLength(5);
    for (const version of found) {
      // `RetainExceptOnCreate`: what a roll-back leaves behind would stand in the way of the next attempt.
      expect(version).toMatchObject({ DeletionPolicy: "RetainExceptOnCreate", UpdateReplacePolicy: "Retain" });
    }
  });

  it("leaves executions under way the code and the environment that they began with: the definition names versions", () => {
    const machine = resourcesOf(template, "AWS::StepFunctions::StateMachine")["WorkflowInvestigate"];
    expect(readable(machine?.["DefinitionSubstitutions"])).toMatchObject({
      StartOrJoinArn: ofVersion("startorjoin"),
      CheckArn: ofVersion("check"),
      EnrichArn: ofVersion("enrich"),
    });
  });

  it("shows nobody a function between its new code and its new environment: queue and schedule invoke versions, too", () => {
    const [mapping] = Object.values(resourcesOf(template, "AWS::Lambda::EventSourceMapping"));
    expect(JSON.stringify(mapping?.["FunctionName"])).toContain("CurrentVersion");
    const sweep = readable(resourcesOf(template, "AWS::Events::Rule")["Sweep"]) as { Targets: { Arn: string }[] };
    expect(sweep.Targets[0]?.Arn).toEqual(ofVersion("sweep"));
  });

  it("takes no right away from executions under way: the state machine may invoke every version, and nothing but versions", () => {
    const policies = JSON.stringify(Object.values(resourcesOf(template, "AWS::IAM::Policy")).map(readable));
    const invoked = /"lambda:InvokeFunction"[^}]*?"Resource":(\[[^\]]*\]|"[^"]*")/.exec(policies)?.[1];
    expect(JSON.parse(invoked ?? "[]")).toEqual(
      ["check", "enrich", "startorjoin"].map((name) => `\${Functions${name}Function.Arn}:*`),
    );
  });

  it("invokes no function as it happens to be: whoever names one names a version", () => {
    const others = ["AWS::StepFunctions::StateMachine", "AWS::Lambda::EventSourceMapping", "AWS::Events::Rule"];
    const told = others.map((type) => JSON.stringify(readable(resourcesOf(template, type))));
    expect(told.join("\n")).not.toMatch(/\$\{Functions\w+?Function(?:\.Arn)?\}(?!:)/);
    expect(Object.keys(versions).every((id) => /^Functions\w+FunctionCurrentVersion/.test(id))).toBe(true);
  });
});

/** What is kept when its stack or its old self goes, and why the rest need not be. */
const kept: Readonly<Record<string, string>> = {
  "AWS::DynamoDB::Table": "Retain",
  "AWS::KMS::Key": "Retain",
  "AWS::Logs::LogGroup": "RetainExceptOnCreate",
  "AWS::S3::Bucket": "RetainExceptOnCreate",
  "AWS::Lambda::Version": "RetainExceptOnCreate",
};

describe("state that matters", () => {
  it.each(Object.entries(kept))("outlives the stack: %s", (type, policy) => {
    const found = Object.values(template.findResources(type));
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(one).toMatchObject({ DeletionPolicy: policy, UpdateReplacePolicy: "Retain" });
  });

  it("outlives the stack: the dead-letter queue. The intake queue hands on what it holds within minutes", () => {
    const policies = Object.entries(template.findResources("AWS::SQS::Queue")).map(([id, { DeletionPolicy }]) => [
      id.replace(/[0-9A-F]{8}$/, ""),
      DeletionPolicy,
    ]);
    expect(Object.fromEntries(policies)).toEqual({
      QueuesDeadLetters: "RetainExceptOnCreate",
      QueuesIntake: "Delete",
    });
  });
});
