import { describe, expect, it } from "vitest";
import type { EventSourceMapping } from "#local/event-source-mapping.ts";
import type { LambdaFunction } from "#local/lambda/function.ts";
import { deployStack } from "#local/template/deploy.ts";
import type { DeployTarget } from "#local/template/resource-type.ts";
import type { Template } from "#local/template/template.ts";

/** A target that only remembers what it was asked to do. */
const aTarget = () => {
  const calls: [string, unknown][] = [];
  const functions: LambdaFunction[] = [];
  const mappings: EventSourceMapping[] = [];
  const machines: unknown[] = [];
  const target: DeployTarget = {
    partition: "aws-us-gov",
    accountId: "111122223333",
    region: "us-gov-west-1",
    call: async (service, operation, input) => {
      calls.push([`${service}.${operation}`, input]);
      if (input["QueueName"] === "refused") throw new Error("the queue is refused");
      const answers: Record<string, object> = {
        CreateQueue: { QueueUrl: `https://queue/${input["QueueName"]}` },
        PutRule: { RuleArn: "arn:rule" },
        CreateEventBus: { EventBusArn: `arn:bus/${input["Name"]}` },
        CreateActionTarget: { ActionTargetArn: "arn:action" },
      };
      return (answers[operation] ?? {}) as Record<string, unknown>;
    },
    createStateMachine: (settings) => {
      machines.push(settings);
      return { stateMachineArn: `arn:machine:${settings.name}` };
    },
    createTable: async (definition) => {
      calls.push(["createTable", definition]);
      return { arn: "arn:table" };
    },
    addFunction: (lambda) => functions.push(lambda),
    publishVersion: () => "1",
    configureAsyncInvoke: (name, retries) => calls.push(["configureAsyncInvoke", [name, retries]]),
    askFunction: async ({ LogicalResourceId }) => ({ PhysicalResourceId: LogicalResourceId }),
    addEventSource: (mapping) => mappings.push(mapping),
  };
  return { target, calls, functions, mappings, machines };
};

const deploy = (template: Template, target: DeployTarget) =>
  deployStack(
    { stackName: "Test", template, assetOf: (key) => (key === "code.zip" ? "/assets/code" : undefined) },
    target,
  );

describe("deployStack()", () => {
  it("creates what is referred to first, and resolves Ref and GetAtt", async () => {
    const { target, calls } = aTarget();
    const stack = await deploy(
      {
        Resources: {
          Main: {
            Type: "AWS::SQS::Queue",
            Properties: {
              QueueName: "main",
              RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["Dead", "Arn"] }, maxReceiveCount: 5 },
              VisibilityTimeout: 60,
            },
          },
          Dead: { Type: "AWS::SQS::Queue", Properties: { QueueName: "dead" } },
        },
        Outputs: { Url: { Value: { Ref: "Main" } } },
      },
      target,
    );
    const deadArn = "arn:aws-us-gov:sqs:us-gov-west-1:111122223333:dead";
    expect(calls).toEqual([
      ["SQS.CreateQueue", { QueueName: "dead", Attributes: {} }],
      [
        "SQS.CreateQueue",
        {
          QueueName: "main",
          Attributes: {
            RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: 5 }),
            VisibilityTimeout: "60",
          },
        },
      ],
    ]);
    expect(stack.outputs).toEqual({ Url: "https://queue/main" });
    expect(stack.resources).toEqual({ Dead: "https://queue/dead", Main: "https://queue/main" });
  });

  it("names resources as CloudFormation does, the same each time, within the service's limit", async () => {
    const long = "Q".repeat(100);
    const template: Template = { Resources: { [long]: { Type: "AWS::SQS::Queue" } } };
    const [first, again] = await Promise.all([aTarget(), aTarget()].map(({ target }) => deploy(template, target)));
    const name = first?.resources[long]?.slice("https://queue/".length) ?? "";
    expect(name).toMatch(/^Test-Q+-[A-Z0-9]{13}$/);
    expect(name).toHaveLength(80);
    expect(again?.resources).toEqual(first?.resources);
  });

  it("registers a function with its bundle, environment and defaults", async () => {
    const { target, functions } = aTarget();
    await deploy(
      {
        Resources: {
          F: {
            Type: "AWS::Lambda::Function",
            Properties: {
              FunctionName: "f",
              Code: { S3Bucket: "b", S3Key: "code.zip" },
              Handler: "index.handler",
              Runtime: "nodejs24.x",
              Environment: { Variables: { REGION: { Ref: "AWS::Region" }, N: 5 } },
            },
          },
        },
      },
      target,
    );
    expect(functions).toEqual([
      {
        name: "f",
        arn: "arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:f",
        codeFolder: "/assets/code",
        handler: "index.handler",
        runtime: "nodejs24.x",
        timeoutSeconds: 3,
        memoryMb: 128,
        environment: { REGION: "us-gov-west-1", N: "5" },
      },
    ]);
  });

  it("substitutes in a definition what CloudFormation substitutes, and nothing else", async () => {
    const { target, machines } = aTarget();
    await deploy(
      {
        Resources: {
          M: {
            Type: "AWS::StepFunctions::StateMachine",
            Properties: {
              StateMachineName: "m",
              DefinitionString: '{"a":"${X}","b":"${Y}"}',
              DefinitionSubstitutions: { X: { Ref: "AWS::Partition" } },
            },
          },
        },
      },
      target,
    );
    expect(machines).toEqual([{ name: "m", type: "STANDARD", definition: '{"a":"aws-us-gov","b":"${Y}"}' }]);
  });

  it("keeps what a state machine logs and whether it is traced, as they are described later", async () => {
    const { target, machines } = aTarget();
    const LoggingConfiguration = { Level: "ERROR", IncludeExecutionData: false, Destinations: [] };
    const Properties = { DefinitionString: "{}", LoggingConfiguration, TracingConfiguration: { Enabled: true } };
    await deploy({ Resources: { M: { Type: "AWS::StepFunctions::StateMachine", Properties } } }, target);
    expect(machines).toMatchObject([
      {
        loggingConfiguration: { level: "ERROR", includeExecutionData: false },
        tracingConfiguration: { enabled: true },
      },
    ]);
  });

  it("leaves out resources and outputs whose condition does not hold", async () => {
    const { target, calls } = aTarget();
    const stack = await deploy(
      {
        Parameters: { Stage: { Default: "test" } },
        Conditions: {
          IsProd: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] },
          IsTest: { "Fn::Not": [{ Condition: "IsProd" }] },
        },
        Resources: {
          A: { Type: "AWS::SQS::Queue", Condition: "IsProd" },
          B: { Type: "AWS::Events::EventBus", Condition: "IsTest", Properties: { Name: "bus" } },
        },
        Outputs: { Gone: { Value: { Ref: "A" }, Condition: "IsProd" }, Bus: { Value: { "Fn::GetAtt": ["B", "Arn"] } } },
      },
      target,
    );
    expect(calls).toEqual([["EventBridge.CreateEventBus", { Name: "bus" }]]);
    expect(stack.outputs).toEqual({ Bus: "arn:bus/bus" });
  });

  it("names every unsupported type and property before it creates anything", async () => {
    const { target, calls } = aTarget();
    const resources = {
      Good: { Type: "AWS::SQS::Queue" },
      Odd: { Type: "AWS::SQS::Queue", Properties: { Colour: 1, Shape: 2 } },
      Strange: { Type: "AWS::EC2::Instance" },
      Inherited: { Type: "constructor" },
    };
    await expect(deploy({ Resources: resources }, target)).rejects.toMatchObject({
      problems: [
        'Odd (AWS::SQS::Queue): property "Colour" is not supported',
        'Odd (AWS::SQS::Queue): property "Shape" is not supported',
        'Strange: resource type "AWS::EC2::Instance" is not supported',
        'Inherited: resource type "constructor" is not supported',
      ],
    });
    expect(calls).toEqual([]);
  });

  it.each([
    [
      "a FIFO queue",
      "AWS::SQS::Queue",
      { FifoQueue: true },
      'property "FifoQueue" is true: only standard queues are supported',
    ],
    [
      "an express workflow",
      "AWS::StepFunctions::StateMachine",
      { StateMachineType: "EXPRESS" },
      'property "StateMachineType" is "EXPRESS", only STANDARD is supported',
    ],
    [
      "a table with a stream",
      "AWS::DynamoDB::Table",
      { StreamSpecification: {} },
      'property "StreamSpecification" is not supported',
    ],
    [
      "a filter on an event source",
      "AWS::Lambda::EventSourceMapping",
      { FilterCriteria: {} },
      'property "FilterCriteria" is not supported',
    ],
    [
      "a Python function",
      "AWS::Lambda::Function",
      { Runtime: "python3.13" },
      'property "Runtime" is "python3.13", only Node.js is supported',
    ],
    ["layers", "AWS::Lambda::Function", { Layers: [] }, 'property "Layers" is not supported'],
    [
      "an asset that is not there",
      "AWS::Lambda::Function",
      { Runtime: "nodejs24.x", Handler: "a.b", Code: { S3Key: "x" } },
      'asset "x" is not in the assembly',
    ],
    [
      "a Kinesis target",
      "AWS::Events::Rule",
      { EventPattern: {}, Targets: [{ Id: "k", Arn: "arn:aws:kinesis:::s" }] },
      'target "arn:aws:kinesis:::s" is not supported, one of events, lambda, logs, sns, sqs, states is wanted',
    ],
    ["a missing look-up", "AWS::SQS::Queue", { QueueName: { Ref: "Nobody" } }, 'Ref finds no "Nobody"'],
  ])("refuses %s by name", async (_, Type, Properties, problem) => {
    const { target } = aTarget();
    await expect(deploy({ Resources: { R: { Type, Properties } } }, target)).rejects.toMatchObject({
      problems: [`R (${Type}): ${problem}`],
    });
  });

  it("lists the problems of all resources, without those that only depend on a failed one", async () => {
    const { target } = aTarget();
    const Resources = {
      A: { Type: "AWS::SQS::Queue", Properties: { QueueName: "refused" } },
      B: { Type: "AWS::SQS::QueuePolicy", Properties: { Queues: [{ Ref: "A" }], PolicyDocument: {} } },
      C: { Type: "AWS::SQS::Queue", Properties: { FifoQueue: "true" } },
    };
    await expect(deploy({ Resources }, target)).rejects.toMatchObject({
      problems: ["A (AWS::SQS::Queue): the queue is refused", expect.stringContaining("C (AWS::SQS::Queue)")],
    });
  });

  it("names resources that wait for each other", async () => {
    const Resources = {
      A: { Type: "AWS::SQS::Queue", Properties: { QueueName: { "Fn::Sub": "${B.Arn}" } } },
      B: { Type: "AWS::SQS::Queue", DependsOn: "A" },
    };
    await expect(deploy({ Resources }, aTarget().target)).rejects.toThrow("resources wait for each other: A -> B -> A");
  });

  it("gives resources without effect a name and an ARN", async () => {
    const stack = await deploy(
      {
        Resources: {
          Role: { Type: "AWS::IAM::Role", Properties: { RoleName: "r" } },
          Logs: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: "/aws/x", Whatever: 1 } },
        },
        Outputs: {
          Role: { Value: { "Fn::GetAtt": ["Role", "Arn"] } },
          Logs: { Value: { "Fn::GetAtt": ["Logs", "Arn"] } },
        },
      },
      aTarget().target,
    );
    expect(stack.outputs).toEqual({
      Role: "arn:aws-us-gov:iam::111122223333:role/r",
      Logs: "arn:aws-us-gov:logs:us-gov-west-1:111122223333:log-group:/aws/x:*",
    });
  });
});
