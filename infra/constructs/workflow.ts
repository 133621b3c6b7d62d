import { readFileSync } from "node:fs";
import { ArnFormat, Aws, Fn, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import { explain } from "../grants.ts";
import { useKey } from "./key-use.ts";
import type { NodeFunction } from "./node-function.ts";
import { queueTarget } from "./rule-targets.ts";

export interface WorkflowProps {
  readonly startOrJoin: NodeFunction;
  readonly check: NodeFunction;
  readonly enrich: NodeFunction;
  readonly deadLetters: IQueue;
  readonly logRetentionDays: number;
  readonly key: IKey | undefined;
}

/** The state machine of `statemachines/investigate.asl.json`, and the rule that keeps what it could not finish. */
export class Workflow extends Construct {
  readonly stateMachine: StateMachine;
  /** Keeps what became of executions that did not end well. */
  readonly failed: Rule;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const { startOrJoin, check, enrich, deadLetters, key } = props;
    this.stateMachine = new StateMachine(this, "Investigate", {
      stateMachineType: StateMachineType.STANDARD,
      // fromString keeps the definition in the template, where diffs and the local AWS can read it.
      definitionBody: DefinitionBody.fromString(readFileSync("statemachines/investigate.asl.json", "utf8")),
      definitionSubstitutions: {
        // Versions: an execution keeps the definition that it was started with, and with it the code and the environment.
        StartOrJoinArn: startOrJoin.version.functionArn,
        CheckArn: check.version.functionArn,
        EnrichArn: enrich.version.functionArn,
        DeadLetterQueueUrl: deadLetters.queueUrl,
        Partition: Aws.PARTITION,
      },
      logs: {
        // Names under /aws/vendedlogs/ stay clear of the size limit of the log resource policy.
        destination: new LogGroup(this, "Log", {
          logGroupName: `/aws/vendedlogs/states/${Aws.STACK_NAME}-investigate-${stackIncarnation()}`,
          retention: props.logRetentionDays,
          ...(key && { encryptionKey: key }),
          removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        }),
        // The history itself is kept by Step Functions for 90 days; what failed is wanted for as long as the logs are.
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
      tracingEnabled: true,
    });
    // CDK grants nothing for a definition that is a file. Every version: executions that began with an earlier one still call that.
    const tasks = [startOrJoin, check, enrich].map((task) => `${task.lambda.functionArn}:*`);
    this.#allow(["lambda:InvokeFunction"], tasks, "runs its tasks");
    this.#allow(["sqs:SendMessage"], [deadLetters.queueArn], "parks the findings of a group that failed");
    if (key) useKey(this.stateMachine.role, key, "sqs", ["kms:Decrypt", "kms:GenerateDataKey"]);
    this.#explain(logDelivery, ["*"], "delivers its log to CloudWatch Logs");
    this.#explain(tracing, ["*"], "sends its traces to X-Ray");
    const source = Stack.of(this).formatArn({
      service: "states",
      resource: "stateMachine",
      resourceName: "*",
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const trusted = { who: "states.amazonaws.com", source, actions: ["sts:AssumeRole"] };
    explain(this, { ...trusted, resources: [this.stateMachine.role.roleArn], why: "runs the state machine" });
    this.failed = this.#keepFailures(deadLetters);
  }

  #allow(actions: readonly string[], resources: readonly string[], why: string) {
    this.stateMachine.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
    this.#explain(actions, resources, why);
  }

  #explain(actions: readonly string[], resources: readonly string[], why: string) {
    explain(this, { who: this.stateMachine.role.roleName, actions, resources, why });
  }

  /** What a Catch cannot see (data limit, time-out, abort) ends the execution: its event waits in the dead-letter queue. */
  #keepFailures(deadLetters: IQueue): Rule {
    return new Rule(this, "Failed", {
      description: "Keeps the input of executions that failed, timed out or were aborted",
      eventPattern: {
        source: ["aws.states"],
        detailType: ["Step Functions Execution Status Change"],
        detail: {
          stateMachineArn: [this.stateMachine.stateMachineArn],
          status: ["FAILED", "TIMED_OUT", "ABORTED"],
        },
      },
      // No dead-letter queue of its own: this is the one. EventBridge tries for 24 h, then the sweep makes up for it.
      targets: [
        queueTarget(deadLetters, { why: "keeps the input of executions that failed, timed out or were aborted" }),
      ],
    });
  }
}

/**
 * What the CDK grants a state machine with a log, and with tracing.
 * @see docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy (read 2026-12-01)
 * @see docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html (read 2026-12-01)
 */
const logDelivery = [
  ...["logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery"],
  ...["logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups"],
];
const tracing = [
  ...["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
  ...["xray:GetSamplingRules", "xray:GetSamplingTargets"],
];

/** Differs each time the stack is created anew: a name that outlives the stack would stand in the way of the next one. */
function stackIncarnation(): string {
  // arn:…:stack/<name>/<uuid>; the first part of the UUID will do.
  return Fn.select(0, Fn.split("-", Fn.select(2, Fn.split("/", Aws.STACK_ID))));
}
