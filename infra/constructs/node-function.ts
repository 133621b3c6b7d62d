import { ArnFormat, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { EventBus } from "aws-cdk-lib/aws-events";
import { Effect, PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  Architecture,
  EventSourceMapping,
  type EventSourceMappingOptions,
  type IFunction,
  Runtime,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { explain } from "../grants.ts";
import { bundling } from "./bundling.ts";
import { type KeyAction, type KeyService, useKey } from "./key-use.ts";
import { roleOfLambda } from "./lambda-role.ts";
import type { ReportsAccess } from "./reports.ts";

export interface NodeFunctionProps {
  /** What the function does, as the Lambda console shows it. */
  readonly description: string;
  readonly timeout: Duration;
  readonly logRetentionDays: number;
  /** The customer's key for the log; none: CloudWatch Logs encrypts by itself. */
  readonly key: IKey | undefined;
}

// A third of a core. The heaviest work, `ingest` with the 6 MB that Lambda hands over at most, takes 140 MB and half a second of it.
const memoryMib = 512;

/**
 * One Lambda function from `functions/<id>/index.ts`: Node 24 on arm64, an ES module bundled by esbuild with the SDK
 * clients it uses. Its role may write its own log and nothing else until a `bind…` or `allow` grants more.
 */
export class NodeFunction extends Construct {
  readonly lambda: NodejsFunction;
  readonly #role: Role;

  constructor(scope: Construct, folder: string, props: NodeFunctionProps) {
    super(scope, folder);
    const logGroup = new LogGroup(this, "Log", {
      retention: props.logRetentionDays,
      ...(props.key && { encryptionKey: props.key }),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.#role = roleOfLambda(this);
    this.allow(["logs:CreateLogStream", "logs:PutLogEvents"], [logGroup.logGroupArn], "writes the function's log");
    this.lambda = new NodejsFunction(this, "Function", {
      entry: `functions/${folder}/index.ts`,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: memoryMib,
      role: this.#role,
      logGroup,
      // The SDK hands the trace on to StartExecution: a batch and its executions are one trace, paid once. Without it here, a
      // trace that is not sampled would be handed on, and no execution be seen in X-Ray.
      tracing: Tracing.ACTIVE,
      environment: { NODE_OPTIONS: "--enable-source-maps", POWERTOOLS_SERVICE_NAME: "gumshoe" },
      bundling,
      // A roll-back takes the version it has published with it: left behind, it would stand in the way of the next attempt.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
    });
    // The CDK grants it with the tracing (docs.aws.amazon.com/lambda/latest/dg/services-xray.html, read 2026-12-01).
    const tracing = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];
    explain(this, { who: this.#role.roleName, actions: tracing, resources: ["*"], why: "sends its traces to X-Ray" });
  }

  /**
   * The code and the environment of this deployment, published: they never change again. Whoever invokes the function invokes this,
   * never what is just being updated; versions of earlier deployments stay, for the executions that began with them (ADR 0017).
   */
  get version(): IFunction {
    // The CDK declares the role of a version in a way that `exactOptionalPropertyTypes` refuses; it is there.
    return this.lambda.currentVersion as IFunction;
  }

  /** Sets an environment variable. */
  set(name: string, value: string): this {
    this.lambda.addEnvironment(name, value);
    return this;
  }

  /** Sets TABLE_NAME and grants the named DynamoDB actions on the table. */
  bindTable(table: Table, actions: readonly string[], why: string): this {
    // A caller decrypts the table's key, to read and to write; the data keys under it are DynamoDB's own business
    // (docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html, read 2026-12-01).
    this.#useKey(table.encryptionKey, "dynamodb", ["kms:Decrypt"]);
    return this.set("TABLE_NAME", table.tableName).allow(actions, [table.tableArn], why);
  }

  /** Sets `<variable>` to the queue's URL and lets the function send to it. */
  bindSend(variable: string, queue: IQueue, why: string): this {
    this.#useKey(queue.encryptionMasterKey, "sqs", ["kms:Decrypt", "kms:GenerateDataKey"]);
    return this.set(variable, queue.queueUrl).allow(["sqs:SendMessage"], [queue.queueArn], why);
  }

  /** Makes Lambda invoke the function with batches of the queue's messages, and lets it: no more than the poller asks for. */
  consume(queue: IQueue, options: Omit<EventSourceMappingOptions, "eventSourceArn">): this {
    // docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html (read 2026-11-20)
    const actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
    this.allow(actions, [queue.queueArn], "takes batches from the queue: Lambda polls with the role of the function");
    this.#useKey(queue.encryptionMasterKey, "sqs", ["kms:Decrypt"]);
    new EventSourceMapping(this.lambda, "Messages", {
      ...options,
      eventSourceArn: queue.queueArn,
      target: this.version,
    });
    return this;
  }

  /** Sets EVENT_BUS_NAME and lets the function put events on the bus. */
  bindBus(bus: EventBus, why: string): this {
    return this.set("EVENT_BUS_NAME", bus.eventBusName).allow(["events:PutEvents"], [bus.eventBusArn], why);
  }

  /** Sets `<variable>` to the ARN of a secret, encrypted with the key if there is one, and lets the function read it. */
  bindSecret(variable: string, secretArn: string, key: IKey | undefined, why: string): this {
    this.#useKey(key, "secretsmanager", ["kms:Decrypt"]);
    return this.set(variable, secretArn).allow(["secretsmanager:GetSecretValue"], [secretArn], why);
  }

  /** Sets REPORTS_BUCKET and grants access to reports. No bucket: no reports are wanted. */
  bindReports(bucket: Bucket | undefined, { action, keyAction, objects }: ReportsAccess, why: string): this {
    if (!bucket) return this;
    this.#useKey(bucket.encryptionKey, "s3", [keyAction]);
    return this.set("REPORTS_BUCKET", bucket.bucketName).allow([action], [bucket.arnForObjects(objects)], why);
  }

  /** Sets `<variable>` to the topic's ARN and lets the function publish to it. */
  bindTopic(variable: string, topic: ITopic, why: string): this {
    // docs.aws.amazon.com/sns/latest/dg/sns-key-management.html (read 2026-12-01)
    this.#useKey(topic.masterKey, "sns", ["kms:Decrypt", "kms:GenerateDataKey"]);
    return this.set(variable, topic.topicArn).allow(["sns:Publish"], [topic.topicArn], why);
  }

  /** Grants `actions` on every behavior graph of this account, in any Region: findings are investigated where they arose. */
  allowOnGraphs(actions: readonly string[], why: string): this {
    const graphs = Stack.of(this).formatArn({
      service: "detective",
      region: "*",
      resource: "graph",
      resourceName: "*",
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return this.allow(actions, [graphs], why);
  }

  /** @param why what the function does with it, for `docs/permissions.md` */
  allow(actions: readonly string[], resources: readonly string[], why: string): this {
    this.#role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
    explain(this, { who: this.#role.roleName, actions, resources, why });
    return this;
  }

  #useKey(key: IKey | undefined, service: KeyService, actions: readonly KeyAction[]) {
    if (key) useKey(this.#role, key, service, actions);
  }

  /** Forbids `action` as soon as a request carries the condition key, whatever else is granted. */
  denyWhenPresent(action: string, conditionKey: string): this {
    this.#role.addToPolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        actions: [action],
        resources: ["*"],
        conditions: { Null: { [conditionKey]: "false" } },
      }),
    );
    return this;
  }
}

/** A function's timeout in seconds, in one place with the state that calls it (`test/seams/state-machine.test.ts`). */
export const functionTimeout = {
  ingest: Duration.seconds(120),
  "start-or-join": Duration.seconds(60),
  check: Duration.seconds(180),
  enrich: Duration.seconds(300),
  sweep: Duration.seconds(120),
  // Ten messages, three at a time, each with two requests of 10 s at worst.
  "deliver-webhook": Duration.seconds(120),
  // Shorter than a telling is claimed for (adapters/tellings-dynamodb.ts).
  notify: Duration.seconds(45),
  // Three calls of GuardDuty, each of which may come to nothing for half a minute, waits for IAM, and four tries to answer.
  "publishing-frequency": Duration.seconds(180),
} as const;
