import { Aws, type Duration } from "aws-cdk-lib";
import type { IRuleTarget, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { explain } from "../grants.ts";

interface Patience {
  readonly retryAttempts: number;
  readonly maxEventAge: Duration;
}

export interface QueueTargetOptions extends Partial<Patience> {
  /** Takes what the queue does not. */
  readonly deadLetters?: IQueue;
  readonly why: string;
}

/**
 * A queue as target of a rule, which may send to it and do nothing else: the CDK's own target lets every rule read the queue's
 * attributes, too. Only this rule of this account is let in.
 * @see docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html (read 2026-12-01)
 */
export function queueTarget(queue: IQueue, { deadLetters, why, ...patience }: QueueTargetOptions): IRuleTarget {
  return {
    bind({ ruleRef: { ruleArn } }) {
      letSend(queue, ruleArn, why);
      if (deadLetters) letSend(deadLetters, ruleArn, "keeps an event that cannot be delivered for 24 hours");
      return {
        arn: queue.queueArn,
        targetResource: queue,
        ...(deadLetters && { deadLetterConfig: { arn: deadLetters.queueArn } }),
        ...retryPolicyOf(patience),
      };
    },
  };
}

/** A function as target of a rule, which may invoke it: only this rule of this account. */
export function functionTarget(
  lambda: IFunction,
  { why, ...patience }: Patience & { readonly why: string },
): IRuleTarget {
  return {
    bind({ ruleRef: { ruleArn } }) {
      lambda.addPermission("Rule", {
        principal: events,
        sourceArn: ruleArn,
        sourceAccount: Aws.ACCOUNT_ID,
      });
      explain(lambda, { who: ruleArn, actions: ["lambda:InvokeFunction"], resources: [lambda.functionArn], why });
      return { arn: lambda.functionArn, targetResource: lambda, ...retryPolicyOf(patience) };
    },
  };
}

/**
 * A topic as target of a rule, which may publish to it: only this rule of this account. What cannot be published within the hour is
 * of no use any more.
 */
export function topicTarget(
  topic: ITopic,
  { input, why, ...patience }: Patience & { readonly input: RuleTargetInput; readonly why: string },
): IRuleTarget {
  return {
    bind({ ruleRef: { ruleArn } }) {
      const actions = ["sns:Publish"];
      topic.addToResourcePolicy(
        new PolicyStatement({
          principals: [events],
          actions,
          resources: [topic.topicArn],
          conditions: {
            ArnEquals: { "aws:SourceArn": ruleArn },
            StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID },
          },
        }),
      );
      explain(topic, { who: ruleArn, actions, resources: [topic.topicArn], why });
      return { arn: topic.topicArn, targetResource: topic, input, ...retryPolicyOf(patience) };
    },
  };
}

const events = new ServicePrincipal("events.amazonaws.com");

function letSend(queue: IQueue, ruleArn: string, why: string): void {
  const actions = ["sqs:SendMessage"];
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [events],
      actions,
      resources: [queue.queueArn],
      conditions: { ArnEquals: { "aws:SourceArn": ruleArn }, StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
    }),
  );
  explain(queue, { who: ruleArn, actions, resources: [queue.queueArn], why });
}

function retryPolicyOf({ retryAttempts, maxEventAge }: Partial<Patience>) {
  if (retryAttempts === undefined || !maxEventAge) return {};
  return {
    retryPolicy: { maximumRetryAttempts: retryAttempts, maximumEventAgeInSeconds: maxEventAge.toSeconds() },
  };
}
