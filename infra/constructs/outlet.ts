import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { type EventBus, Rule } from "aws-cdk-lib/aws-events";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { receivesMax } from "#domain/put-off.ts";
import { NodeFunction } from "./node-function.ts";
import { queueEncryption } from "./queue-encryption.ts";
import { queueTarget } from "./rule-targets.ts";

export interface OutletProps {
  /** Of the function: `functions/<folder>/index.ts`. */
  readonly folder: string;
  /** What the function does, as the Lambda console shows it. */
  readonly description: string;
  readonly timeout: Duration;
  /** Which events of the bus it gets. */
  readonly detailTypes: readonly string[];
  readonly bus: EventBus;
  readonly logRetentionDays: number;
  readonly key: IKey | undefined;
}

/**
 * A way out for the events of the bus: rule, queue, function, and a dead-letter queue of its own. Whoever is told outside may be out
 * of order for hours; findings on their way do not wait for that, nor do the other outlets. A message that fails is put off by its
 * function, longer each time (`domain/put-off.ts`), and given up after `receivesMax` receives.
 */
export class Outlet extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly function: NodeFunction;
  readonly rule: Rule;

  constructor(scope: Construct, id: string, { folder, description, timeout, bus, key, ...props }: OutletProps) {
    super(scope, id);
    const common = { ...queueEncryption(key), enforceSSL: true };
    this.deadLetters = new Queue(this, "DeadLetters", {
      ...common,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.queue = new Queue(this, "Queue", {
      ...common,
      retentionPeriod: Duration.days(4),
      // What Lambda asks for (docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html, read 2026-11-20).
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: receivesMax },
    });
    this.rule = new Rule(this, "Events", {
      description: `Events of the bus for ${folder}`,
      eventBus: bus,
      eventPattern: { source: ["gumshoe"], detailType: [...props.detailTypes] },
      targets: [
        queueTarget(this.queue, {
          deadLetters: this.deadLetters,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
          why: `hands over the events of the bus to ${folder}`,
        }),
      ],
    });
    const { logRetentionDays } = props;
    this.function = new NodeFunction(this, folder, { description, timeout, logRetentionDays, key });
    this.function
      .set("OUTLET_QUEUE_URL", this.queue.queueUrl)
      .allow(["sqs:ChangeMessageVisibility"], [this.queue.queueArn], "puts off what could not be handed out")
      .bindSend("DEAD_LETTER_QUEUE_URL", this.deadLetters, "gives up what nobody took for hours, with the reason");
  }

  /** What the command line finds the outlet by, with the name of the outlet in front. */
  get outputs(): Readonly<Record<string, string>> {
    return { QueueUrl: this.queue.queueUrl, DeadLetterQueueUrl: this.deadLetters.queueUrl };
  }

  /** Begins to hand over messages, ten at a time. The last call: what the function's environment is then is published. */
  open(): this {
    this.function.consume(this.queue, { batchSize: 10, maxConcurrency: 2, reportBatchItemFailures: true });
    return this;
  }
}
