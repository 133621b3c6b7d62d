import { describe, expect, it } from "vitest";
import { compilePattern } from "#local/event-pattern/compile-pattern.ts";
import { definitionText } from "../seams/definition.ts";
import { aTemplate, readable, resourcesOf } from "./a-stack.ts";

const template = aTemplate();
const { WorkflowInvestigate: machine } = resourcesOf(template, "AWS::StepFunctions::StateMachine");
const { WorkflowFailed: rule } = resourcesOf(template, "AWS::Events::Rule");

describe("the state machine", () => {
  it("is the definition of the file, in the template itself, as a standard workflow", () => {
    expect(machine).toMatchObject({ DefinitionString: definitionText, StateMachineType: "STANDARD" });
  });

  it("is traced, and logs what fails without the data of findings", () => {
    expect(machine).toMatchObject({
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: "ERROR", IncludeExecutionData: false },
    });
  });

  it("logs under a name that is clear of the resource policy's limit and new for every new stack", () => {
    const log = resourcesOf(template, "AWS::Logs::LogGroup")["WorkflowLog"];
    expect(String(readable(log?.["LogGroupName"]))).toMatch(
      /^\/aws\/vendedlogs\/states\/\$\{AWS::StackName\}-investigate-/,
    );
    expect(JSON.stringify(log?.["LogGroupName"])).toContain("AWS::StackId");
  });
});

describe("the rule for executions that end without being done", () => {
  const machineArn = "arn:aws:states:eu-west-1:111122223333:stateMachine:investigate";
  const pattern = JSON.stringify(readable(rule?.["EventPattern"])).replace("${WorkflowInvestigate}", machineArn);
  const matches = compilePattern(JSON.parse(pattern));
  const ended = (status: string, stateMachineArn = machineArn) => ({
    source: "aws.states",
    "detail-type": "Step Functions Execution Status Change",
    detail: { status, stateMachineArn },
  });

  it.each(["FAILED", "TIMED_OUT", "ABORTED"])("takes those that are %s", (status) => {
    expect(matches(ended(status))).toBe(true);
  });

  it.each(["RUNNING", "SUCCEEDED", "PENDING_REDRIVE"])("leaves those that are %s", (status) => {
    expect(matches(ended(status))).toBe(false);
  });

  it("leaves the executions of other state machines", () => {
    expect(matches(ended("FAILED", `${machineArn}-of-somebody-else`))).toBe(false);
  });

  it("delivers to the dead-letter queue itself: there is none behind it", () => {
    expect(readable(rule?.["Targets"])).toEqual([{ Id: "Target0", Arn: "${QueuesDeadLetters.Arn}" }]);
  });
});
