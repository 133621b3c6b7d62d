/** What the rule packs of cdk-nag find and what stays as it is, with the reason. */
export interface Acknowledgement {
  /** Rules by their names in any pack. */
  readonly rules: readonly string[];
  /** Paths of constructs, each with everything below it. */
  readonly at: readonly string[];
  readonly reason: string;
}

const account = "arn:<AWS::Partition>:%:<AWS::AccountId>";
const iam = account.replace("%", "iam:");

/** Every exception. A test finds each of them needed, and nothing that needs another one. */
export const acknowledgements: readonly Acknowledgement[] = [
  {
    rules: [
      // Traces, log delivery, `detective:ListGraphs` and `guardduty:ListDetectors` have no resource.
      "IAM5[Resource::*]",
      // Findings arise in any Region and are investigated where they did; a graph's id is found at run time.
      `IAM5[Resource::${account.replace("%", "detective:*")}:graph:*]`,
      // The one detector of the Region has an id that is found at run time.
      `IAM5[Resource::${account.replace("%", "guardduty:<AWS::Region>")}:detector/*]`,
      // The principals of findings: read, for their path.
      `IAM5[Resource::${iam}:role/*]`,
      `IAM5[Resource::${iam}:user/*]`,
      `IAM5[Resource::${iam}:instance-profile/*]`,
      "IAM5[Resource::arn:<AWS::Partition>:iam::*:role/GumshoeRead]",
      // One folder for each investigation.
      "IAM5[Resource::<ReportsBucket95FE29A2.Arn>/investigations/*]",
      "IAM5[Resource::<ReportsBucket95FE29A2.Arn>/investigations/*/report.html]",
      // The executions of this state machine.
      `IAM5[Resource::${account.replace("%", "states:<AWS::Region>")}:execution:<WorkflowInvestigate6E4A23B1.Name>:*]`,
      // Versions of the functions that the workflow calls: executions under way call earlier ones.
      "IAM5[Resource::<FunctionscheckFunctionB90277B3.Arn>:*]",
      "IAM5[Resource::<FunctionsenrichFunction95864A9E.Arn>:*]",
      "IAM5[Resource::<FunctionsstartorjoinFunction3E343A37.Arn>:*]",
    ],
    at: ["Functions", "Workflow", "Webhook", "Notifications", "Publishing"],
    reason: "AWS knows no resource for the action, or the resource is not known before a finding names it",
  },
  {
    rules: ["IAMNoInlinePolicy"],
    at: ["Functions", "Workflow", "Webhook", "Notifications", "Publishing"],
    reason:
      "A policy that belongs to one role, ends with it and cannot be attached to another is what IAM has inline policies for",
  },
  {
    rules: ["SQSRedrivePolicy", "LambdaEventSourceMappingDestination", "LambdaDLQ", "EventBusDLQ", "SNSRedrivePolicy"],
    at: ["Queues/DeadLetters", "Functions", "Workflow/Failed", "Sweep", "Webhook", "Notifications", "Publishing"],
    reason:
      "A dead-letter queue has none behind it, nor has the rule that writes there; SQS knows no destination but its redrive; " +
      "whoever calls a function waits for its answer and keeps what failed; a round of the sweep or of the digest that fails is done by the " +
      "next one, news follow a first alert that is lost, and a mail that no server takes could go nowhere else",
  },
  {
    rules: ["LambdaConcurrency"],
    at: ["Functions", "Webhook", "Notifications", "Publishing"],
    reason:
      "The event source mapping and the Map states bound how many run at once; a reservation would take from the account, and fail in a new one",
  },
  {
    rules: ["LambdaInsideVPC"],
    at: ["Functions", "Webhook", "Notifications", "Publishing"],
    reason:
      "The functions call AWS over TLS, in any Region, and one of them the receiver of the webhook: a VPC would add endpoints in each, and a NAT, and protect nothing",
  },
  {
    rules: ["DynamoDBInBackupPlan"],
    at: ["Store"],
    reason:
      "The table can be brought back to any second of the last 35 days and is protected from deletion; it holds nothing older",
  },
  {
    rules: ["S1", "S3BucketLoggingEnabled", "S3BucketReplicationEnabled", "S3BucketDefaultLockEnabled"],
    at: ["Reports"],
    reason:
      "Who reads is told by CloudTrail's data events, which the account turns on for its buckets; Detective keeps what a report is made from, " +
      "and what is replaced stays for 30 days; a lock would keep people from deleting what they must",
  },
  {
    rules: ["SF1"],
    at: ["Workflow"],
    reason:
      "Step Functions keeps the whole history of an execution for 90 days; the log holds what fails, for as long as the settings say",
  },
  {
    rules: ["SMG4", "SecretsManagerRotationEnabled"],
    at: ["Webhook/Keys"],
    reason:
      "A key changes together with the receiver, who has to learn it: `gumshoe webhook rotate` makes one and keeps the previous, a schedule would lock the receiver out",
  },
];
