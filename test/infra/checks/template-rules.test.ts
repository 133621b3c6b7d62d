import { CfnResource } from "aws-cdk-lib";
import { describe, expect, it } from "vitest";
import { templateFindings } from "#infra/checks/template-rules.ts";
import { anApp } from "../a-stack.ts";

const roleArn = "arn:aws:iam::111122223333:role/x";

describe("templateFindings()", () => {
  it("finds nothing in the stacks", () => {
    expect(templateFindings(anApp({ linkedRegions: ["us-east-1"] }))).toEqual([]);
  });

  it.each([
    { what: "a value out of range", type: "AWS::SQS::Queue", properties: { VisibilityTimeout: 99_999 }, rule: "F3034" },
    { what: "a property that does not exist", type: "AWS::SQS::Queue", properties: { Colour: "red" }, rule: "F3002" },
    {
      what: "a policy that IAM would refuse",
      type: "AWS::IAM::Policy",
      properties: {
        PolicyName: "p",
        Roles: ["x"],
        PolicyDocument: { Statement: [{ Effect: "Permit", Action: "a:B" }] },
      },
      rule: "E3510",
    },
    {
      what: "a state machine without its first state",
      type: "AWS::StepFunctions::StateMachine",
      properties: { RoleArn: roleArn, DefinitionString: '{"StartAt":"A","States":{}}' },
      rule: "E3601",
    },
    {
      what: "a runtime that is no more",
      type: "AWS::Lambda::Function",
      properties: { Runtime: "nodejs12.x", Role: roleArn, Handler: "i.h", Code: { ZipFile: "x" } },
      rule: "E2533",
    },
    {
      what: "a warning: whoever owns a bucket of that name may call the function",
      type: "AWS::Lambda::Permission",
      properties: {
        Action: "lambda:InvokeFunction",
        FunctionName: "f",
        Principal: "s3.amazonaws.com",
        SourceArn: "arn:aws:s3:::b",
      },
      rule: "W3663",
    },
  ])("finds $what", ({ type, properties, rule }) => {
    const app = anApp();
    new CfnResource(app.stack, "Broken", { type, properties });
    expect(templateFindings(app).map((finding) => finding.rule)).toContain(rule);
  });

  it("has errors that `cdk synth` stops at, and so a deployment", () => {
    const app = anApp();
    new CfnResource(app.stack, "Broken", { type: "AWS::SQS::Queue", properties: { VisibilityTimeout: 99_999 } });
    expect(() => app.synth()).toThrow("99999 is greater than the maximum of 43200");
  });
});
