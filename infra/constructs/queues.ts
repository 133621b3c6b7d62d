import { Duration, RemovalPolicy } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { functionTimeout } from "./node-function.ts";
import { queueEncryption } from "./queue-encryption.ts";

export interface QueuesProps {
  /** Seconds that a batch may take to fill; the visibility clock of its messages runs meanwhile. */
  readonly batchWindowSeconds: number;
  /** The customer's key; none: SQS encrypts by itself. */
  readonly key: IKey | undefined;
}

/** The intake queue and the dead-letter queue. */
export class Queues extends Construct {
  readonly intake: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: QueuesProps) {
    super(scope, id);
    const encryption = queueEncryption(props.key);
    this.deadLetters = new Queue(this, "DeadLetters", {
      ...encryption,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      // What waits here outlives the stack.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.intake = new Queue(this, "Intake", {
      ...encryption,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      // Six times the consumer's timeout, plus the window: what Lambda asks for
      // (docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html, read 2026-11-20).
      visibilityTimeout: Duration.seconds(6 * functionTimeout.ingest.toSeconds() + props.batchWindowSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 20 },
    });
  }
}
