import { describe, expect, it } from "vitest";
import { aTemplate, readable, resourcesOf } from "./a-stack.ts";
import { type Statement, statementsOf } from "./statements.ts";

const everything = { attachedRoles: true, memberRoleName: "GumshoeRead", directGuardDuty: true, findingsV2: true };
const template = aTemplate();
const statements = statementsOf(template);
const widest = statementsOf(aTemplate(everything));

/** Why a statement may name every resource. */
const reasons: Readonly<Record<string, string>> = {
  "detective:ListGraphs": "has no resource type: it is how the graph is found",
  "logs:CreateLogDelivery": "log delivery has no resource type",
  "logs:DeleteLogDelivery": "log delivery has no resource type",
  "logs:DescribeLogGroups": "log delivery has no resource type",
  "logs:DescribeResourcePolicies": "log delivery has no resource type",
  "logs:GetLogDelivery": "log delivery has no resource type",
  "logs:ListLogDeliveries": "log delivery has no resource type",
  "logs:PutResourcePolicy": "log delivery has no resource type",
  "logs:UpdateLogDelivery": "log delivery has no resource type",
  "xray:GetSamplingRules": "X-Ray has no resource type for traces",
  "xray:GetSamplingTargets": "X-Ray has no resource type for traces",
  "xray:PutTelemetryRecords": "X-Ray has no resource type for traces",
  "xray:PutTraceSegments": "X-Ray has no resource type for traces",
};

const line = ({ effect, actions, resources }: Statement) =>
  `${effect} ${actions.join(", ")} on ${resources.join(", ")}`;
const allowedTo = (role: string) =>
  statements.filter((statement) => statement.role === role && statement.effect === "Allow").map(line);

describe("a statement", () => {
  it("never names its actions by a wildcard", () => {
    expect(widest.flatMap(({ actions }) => actions).filter((action) => action.includes("*"))).toEqual([]);
  });

  it("names every resource only when it denies, or where AWS knows no resource for the action", () => {
    const onEverything = widest.filter(({ effect, resources }) => effect === "Allow" && resources.includes("*"));
    const actions = onEverything.flatMap((statement) => statement.actions);
    expect([...new Set(actions)].sort()).toEqual(Object.keys(reasons).sort());
  });

  it("stands in the one policy of its role: no managed policies, no policies of resources that roles could share", () => {
    const roles = Object.values(resourcesOf(template, "AWS::IAM::Role"));
    expect(roles).toHaveLength(6);
    for (const role of roles) expect(Object.keys(role)).toEqual(["AssumeRolePolicyDocument"]);
    expect(resourcesOf(template, "AWS::IAM::ManagedPolicy")).toEqual({});
  });
});

describe("a role", () => {
  it("of a function is taken on by Lambda alone, that of the state machine by Step Functions for this account alone", () => {
    const trust = Object.entries(resourcesOf(template, "AWS::IAM::Role")).map(([id, { AssumeRolePolicyDocument }]) => {
      const { Statement } = readable(AssumeRolePolicyDocument) as { readonly Statement: readonly object[] };
      return [id, Statement[0]] as const;
    });
    for (const [id, statement] of trust) {
      const service = id.startsWith("Functions") ? "lambda.amazonaws.com" : "states.amazonaws.com";
      expect(statement, id).toMatchObject({ Action: "sts:AssumeRole", Principal: { Service: service } });
    }
    expect(trust.find(([id]) => id === "WorkflowInvestigateRole")?.[1]).toMatchObject({
      Condition: { StringEquals: { "aws:SourceAccount": "${AWS::AccountId}" } },
    });
  });
});

describe("what each role may do", () => {
  it("ingest: remember, park, start executions, read its queue", () => {
    expect(allowedTo("FunctionsingestRole")).toMatchInlineSnapshot(`
      [
        "Allow logs:CreateLogStream, logs:PutLogEvents on \${FunctionsingestLog.Arn}",
        "Allow xray:PutTelemetryRecords, xray:PutTraceSegments on *",
        "Allow kms:Decrypt on \${EncryptionKey.Arn}",
        "Allow dynamodb:BatchGetItem, dynamodb:UpdateItem on \${StoreTable.Arn}",
        "Allow kms:Decrypt, kms:GenerateDataKey on \${EncryptionKey.Arn}",
        "Allow sqs:SendMessage on \${QueuesDeadLetters.Arn}",
        "Allow sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:ReceiveMessage on \${QueuesIntake.Arn}",
        "Allow states:StartExecution on \${WorkflowInvestigate}",
        "Allow states:DescribeExecution on arn:\${AWS::Partition}:states:\${AWS::Region}:\${AWS::AccountId}:execution:\${WorkflowInvestigate.Name}:*",
      ]
    `);
  });

  it("start-or-join: claim, and start investigations in any Region", () => {
    expect(allowedTo("FunctionsstartorjoinRole")).toMatchInlineSnapshot(`
      [
        "Allow logs:CreateLogStream, logs:PutLogEvents on \${FunctionsstartorjoinLog.Arn}",
        "Allow detective:ListGraphs, xray:PutTelemetryRecords, xray:PutTraceSegments on *",
        "Allow kms:Decrypt on \${EncryptionKey.Arn}",
        "Allow dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem on \${StoreTable.Arn}",
        "Allow detective:GetInvestigation, detective:ListInvestigations, detective:StartInvestigation on arn:\${AWS::Partition}:detective:*:\${AWS::AccountId}:graph:*",
        "Allow iam:GetRole on arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/*",
        "Allow iam:GetUser on arn:\${AWS::Partition}:iam::\${AWS::AccountId}:user/*",
      ]
    `);
  });

  it("check: read investigations, take a turn to read findings", () => {
    expect(allowedTo("FunctionscheckRole")).toMatchInlineSnapshot(`
      [
        "Allow logs:CreateLogStream, logs:PutLogEvents on \${FunctionscheckLog.Arn}",
        "Allow xray:PutTelemetryRecords, xray:PutTraceSegments on *",
        "Allow kms:Decrypt on \${EncryptionKey.Arn}",
        "Allow dynamodb:GetItem, dynamodb:UpdateItem on \${StoreTable.Arn}",
        "Allow detective:GetInvestigation, detective:ListIndicators on arn:\${AWS::Partition}:detective:*:\${AWS::AccountId}:graph:*",
      ]
    `);
  });

  it("enrich: read and update findings, remember, park, tell the bus", () => {
    expect(allowedTo("FunctionsenrichRole")).toMatchInlineSnapshot(`
      [
        "Allow logs:CreateLogStream, logs:PutLogEvents on \${FunctionsenrichLog.Arn}",
        "Allow xray:PutTelemetryRecords, xray:PutTraceSegments on *",
        "Allow kms:Decrypt on \${EncryptionKey.Arn}",
        "Allow dynamodb:BatchGetItem, dynamodb:UpdateItem on \${StoreTable.Arn}",
        "Allow kms:Decrypt, kms:GenerateDataKey on \${EncryptionKey.Arn}",
        "Allow sqs:SendMessage on \${QueuesDeadLetters.Arn}, \${QueuesIntake.Arn}",
        "Allow events:PutEvents on \${Bus.Arn}",
        "Allow securityhub:BatchUpdateFindings, securityhub:GetFindings on arn:\${AWS::Partition}:securityhub:\${AWS::Region}:\${AWS::AccountId}:hub/default",
      ]
    `);
  });

  it("sweep: find what was forgotten and put it back", () => {
    expect(allowedTo("FunctionssweepRole")).toMatchInlineSnapshot(`
      [
        "Allow logs:CreateLogStream, logs:PutLogEvents on \${FunctionssweepLog.Arn}",
        "Allow xray:PutTelemetryRecords, xray:PutTraceSegments on *",
        "Allow kms:Decrypt on \${EncryptionKey.Arn}",
        "Allow dynamodb:BatchGetItem, dynamodb:UpdateItem on \${StoreTable.Arn}",
        "Allow dynamodb:Query on \${StoreTable.Arn}, \${StoreTable.Arn}/index/in-flight",
        "Allow kms:Decrypt, kms:GenerateDataKey on \${EncryptionKey.Arn}",
        "Allow sqs:SendMessage on \${QueuesIntake.Arn}",
        "Allow states:DescribeExecution on arn:\${AWS::Partition}:states:\${AWS::Region}:\${AWS::AccountId}:execution:\${WorkflowInvestigate.Name}:*",
      ]
    `);
  });

  it("the state machine: invoke its three functions, park, log and trace", () => {
    expect(allowedTo("WorkflowInvestigateRole")).toMatchInlineSnapshot(`
      [
        "Allow logs:CreateLogDelivery, logs:DeleteLogDelivery, logs:DescribeLogGroups, logs:DescribeResourcePolicies, logs:GetLogDelivery, logs:ListLogDeliveries, logs:PutResourcePolicy, logs:UpdateLogDelivery, xray:GetSamplingRules, xray:GetSamplingTargets, xray:PutTelemetryRecords, xray:PutTraceSegments on *",
        "Allow lambda:InvokeFunction on \${FunctionscheckFunction.Arn}:*, \${FunctionsenrichFunction.Arn}:*, \${FunctionsstartorjoinFunction.Arn}:*",
        "Allow sqs:SendMessage on \${QueuesDeadLetters.Arn}",
        "Allow kms:Decrypt, kms:GenerateDataKey on \${EncryptionKey.Arn}",
      ]
    `);
  });

  it("more only when a setting asks for it", () => {
    const known = new Set(statements.map(line));
    expect(
      widest.filter((statement) => !known.has(line(statement))).map((more) => `${more.role}: ${line(more)}`),
    ).toMatchInlineSnapshot(`
      [
        "FunctionsingestRole: Allow iam:GetInstanceProfile on arn:\${AWS::Partition}:iam::\${AWS::AccountId}:instance-profile/*",
        "FunctionsingestRole: Allow sts:AssumeRole on arn:\${AWS::Partition}:iam::*:role/GumshoeRead",
        "FunctionsstartorjoinRole: Allow sts:AssumeRole on arn:\${AWS::Partition}:iam::*:role/GumshoeRead",
      ]
    `);
  });
});

describe("the fields of a finding that belong to people", () => {
  // docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchupdatefindings.html (read 2026-11-20):
  // keys of one condition must hold together, so that each field needs a statement of its own; leaves, not their parents.
  it.each([
    "Confidence",
    "Criticality",
    "RelatedFindings",
    "Severity.Label",
    "Severity.Normalized",
    "Severity.Product",
    "Types",
    "VerificationState",
    "Workflow.Status",
  ])("such as %s are denied to enrich", (field) => {
    expect(statements).toContainEqual({
      role: "FunctionsenrichRole",
      effect: "Deny",
      actions: ["securityhub:BatchUpdateFindings"],
      resources: ["*"],
      condition: { Null: { [`securityhub:ASFFSyntaxPath/${field}`]: "false" } },
    });
  });

  it("do not include those that the evidence is written to", () => {
    const denied = JSON.stringify(statements.filter(({ effect }) => effect === "Deny"));
    expect(denied).not.toMatch(/ASFFSyntaxPath\/(Note|UserDefinedFields)/);
  });
});
