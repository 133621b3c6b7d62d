import { Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { type ITopic, Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { Settings } from "#domain/settings.ts";
import { explain } from "../grants.ts";

export interface AlarmTopicProps extends Pick<Settings, "alarmEmail" | "alarmTopicArn"> {
  /** Encrypts the topic. CloudWatch must be allowed to use it; the key that AWS manages for SNS does not let CloudWatch in. */
  readonly key?: IKey;
}

/** Where alarms go: a topic of our own, or the one that the settings name. */
export class AlarmTopic extends Construct {
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, { alarmEmail, alarmTopicArn, key }: AlarmTopicProps) {
    super(scope, id);
    if (alarmTopicArn !== undefined) this.topic = Topic.fromTopicArn(this, "Given", alarmTopicArn);
    else this.topic = this.#made(alarmEmail, key);
  }

  #made(email: string | undefined, masterKey: IKey | undefined): Topic {
    const topic = new Topic(this, "Topic", {
      displayName: "Gumshoe",
      enforceSSL: true,
      ...(masterKey && { masterKey }),
    });
    const { account } = Stack.of(this);
    const alarms = Stack.of(this).formatArn({ service: "cloudwatch", resource: "alarm:*" });
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": alarms } },
      }),
    );
    const who = "cloudwatch.amazonaws.com";
    explain(this, {
      who,
      source: alarms,
      actions: ["sns:Publish"],
      resources: [topic.topicArn],
      why: "tells of alarms",
    });
    if (email !== undefined) topic.addSubscription(new EmailSubscription(email));
    return topic;
  }
}
