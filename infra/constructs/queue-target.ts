import { Aws, type Duration } from "aws-cdk-lib";
import { CfnRule, type IRuleRef, type IRuleTarget, type RuleTargetConfig } from "aws-cdk-lib/aws-events";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IQueue } from "aws-cdk-lib/aws-sqs";

export interface QueueTargetProps {
  /** Where an event waits that could not be delivered. */
  readonly deadLetterQueue: IQueue;
  readonly retryAttempts: number;
  readonly maxEventAge: Duration;
}

/**
 * A queue that a rule sends to, and may. The target of the CDK lets every rule of the account send to a queue that has a key of
 * the customer's, and forgets the key of the dead-letter queue (aws/aws-cdk#33169): here each queue names the rule, and
 * `Encryption` lets EventBridge use the key.
 */
export class QueueTarget implements IRuleTarget {
  readonly #queue: IQueue;
  readonly #props: QueueTargetProps | undefined;

  constructor(queue: IQueue, props?: QueueTargetProps) {
    this.#queue = queue;
    this.#props = props;
  }

  bind(rule: IRuleRef): RuleTargetConfig {
    allowSend(rule, this.#queue);
    const target = { arn: this.#queue.queueArn, targetResource: this.#queue };
    if (!this.#props) return target;
    const { deadLetterQueue, retryAttempts, maxEventAge } = this.#props;
    allowSend(rule, deadLetterQueue);
    return {
      ...target,
      deadLetterConfig: { arn: deadLetterQueue.queueArn },
      retryPolicy: { maximumRetryAttempts: retryAttempts, maximumEventAgeInSeconds: maxEventAge.toSeconds() },
    };
  }
}

function allowSend(rule: IRuleRef, queue: IQueue) {
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal("events.amazonaws.com")],
      actions: ["sqs:SendMessage"],
      resources: [queue.queueArn],
      conditions: {
        ArnEquals: { "aws:SourceArn": CfnRule.arnForRule(rule) },
        StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID },
      },
    }),
  );
}
