import { Aws, RemovalPolicy, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { explain } from "../grants.ts";

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * The customer's key for everything that holds findings: both queues, the table, the reports, the logs and the bus. Who may use it is said
 * twice: each role for itself, and the AWS services here, each for the resources of this account alone.
 */
export class Encryption extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, "Key", {
      description: "Gumshoe: findings on their way, what is known of them, reports, and logs",
      alias: "gumshoe",
      enableKeyRotation: true,
      // The table, the reports and the dead-letter queue outlive the stack, and are nothing without it.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const administrators = { who: this.#arn("iam", "root").replace(Aws.REGION, ""), actions: ["kms:*"] };
    const why = "leaves the key to the policies of the account's roles, and to its administrators";
    explain(this, { ...administrators, resources: [this.key.keyArn], why });
    this.#allowRules();
    this.#allowLogs();
  }

  /** Lets CloudWatch tell of alarms through a topic that is encrypted with the key: without it each alarm would be dropped. */
  allowAlarms(): this {
    // docs.aws.amazon.com/sns/latest/dg/sns-key-management.html (read 2026-12-01)
    return this.#allowService("cloudwatch.amazonaws.com", ["kms:Decrypt", "kms:GenerateDataKey*"], "tells of alarms", {
      StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID },
      ArnLike: { "aws:SourceArn": this.#arn("cloudwatch", "alarm:*") },
    });
  }

  /**
   * EventBridge writes for its rules, to the dead-letter queue too: a key that it may not use loses the event without a word
   * (aws/aws-cdk#30549, #33169). SQS passes on the ARN of the rule. It stands for every rule of the account, as naming one would
   * be a circle (rule, queue, key); the policy of each queue names its rules one by one.
   * @see docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html (read 2026-12-01)
   */
  #allowRules() {
    const rules = this.#arn("events", "rule/*");
    const sending = "encrypts the messages of rules";
    this.#allowService("events.amazonaws.com", ["kms:Decrypt", "kms:GenerateDataKey"], sending, {
      StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID },
      ArnLike: { "aws:SourceArn": rules },
    });
    // For a bus. What it encrypts there is allowed by the bus itself, under an encryption context that this call does not have.
    this.#allowService("events.amazonaws.com", ["kms:DescribeKey"], "looks at the key of a bus", {
      StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID },
    });
    // The CDK lets the bus use the key.
    const bus = { who: "events.amazonaws.com", source: this.#arn("events", "event-bus/gumshoe") };
    const actions = ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"];
    explain(this, { ...bus, actions, resources: [this.key.keyArn], why: "encrypts the events of the bus" });
  }

  /** @see docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html (read 2026-12-01) */
  #allowLogs() {
    const service = `logs.${Aws.REGION}.${Aws.URL_SUFFIX}`;
    const actions = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
    const groups = ["", "/aws/vendedlogs/states/"].map((folder) => `log-group:${folder}${Aws.STACK_NAME}-*`);
    this.#allowService(service, actions, "encrypts the logs", {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups.map((group) => this.#arn("logs", group)) },
    });
  }

  #allowService(who: string, actions: string[], why: string, conditions: Conditions): this {
    const principals = [new ServicePrincipal(who)];
    this.key.addToResourcePolicy(new PolicyStatement({ principals, actions, resources: ["*"], conditions }));
    const source = conditions["ArnLike"]?.["aws:SourceArn"];
    explain(this, { who, actions, resources: [this.key.keyArn], why, ...(typeof source === "string" && { source }) });
    return this;
  }

  #arn(service: string, resource: string): string {
    const { partition, region, account } = Stack.of(this);
    return `arn:${partition}:${service}:${region}:${account}:${resource}`;
  }
}
