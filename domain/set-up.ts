import type { Instant } from "./instant.ts";

/** Who calls, and what time it is where AWS answers. */
export interface Caller {
  readonly accountId: string;
  readonly partition: string;
  readonly arn: string;
  readonly serviceAt: Instant;
}

export interface StackResource {
  readonly logicalId: string;
  /** `AWS::Lambda::Function` */
  readonly type: string;
  readonly physicalId: string;
}

export interface DeployedStack {
  /** `UPDATE_COMPLETE` … */
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly StackResource[];
}

export interface Aggregation {
  readonly homeRegion: string;
  readonly mode: "ALL_REGIONS" | "ALL_REGIONS_EXCEPT_SPECIFIED" | "SPECIFIED_REGIONS" | "NO_REGIONS";
  /** The linked Regions, or (`ALL_REGIONS_EXCEPT_SPECIFIED`) those that are not. */
  readonly regions: readonly string[];
}

export interface AutomationRule {
  readonly arn: string;
  readonly name: string;
  readonly isEnabled: boolean;
  /** User-defined fields that the rule sets. */
  readonly sets: Readonly<Record<string, string>>;
}

export interface Detector {
  readonly id: string;
  readonly isEnabled: boolean;
  readonly publishes: string;
}

export interface EventRule {
  readonly name: string;
  readonly arn: string;
  readonly isEnabled: boolean;
  readonly targets: readonly { readonly arn: string; readonly deadLetterArn?: string }[];
}

export interface QueueState {
  readonly arn: string;
  readonly messages: number;
  readonly inFlight: number;
  readonly policy?: string;
  /** Id, ARN or alias of the KMS key; none: encrypted by SQS itself. */
  readonly kmsKey?: string;
}

export interface Alarm {
  readonly name: string;
  readonly isRinging: boolean;
  readonly reason: string;
}

/** Actions that a role needs on one resource. */
export interface Want {
  readonly roleArn: string;
  readonly actions: readonly string[];
  readonly resource: string;
}

/**
 * A deployment and its surroundings, read only. What is not there is `undefined`; every method throws `Throttled`, `ServiceUnavailable`, or
 * `SetupFault` when the caller may not look.
 */
export interface SetUp {
  caller(): Promise<Caller>;
  stack(): Promise<DeployedStack | undefined>;
  /** `roleArn` is what the function runs as. */
  lambda(name: string): Promise<{ readonly state: string; readonly roleArn: string } | undefined>;
  eventSource(uuid: string): Promise<{ readonly state: string; readonly queueArn: string } | undefined>;
  stateMachine(arn: string): Promise<{ readonly status: string; readonly roleArn: string } | undefined>;
  tableStatus(name: string): Promise<string | undefined>;
  /** Whether Security Hub is on in the Region. */
  hub(region: string): Promise<boolean>;
  /** The account that administers this one in Security Hub, if another one does. */
  administrator(): Promise<string | undefined>;
  /** The organization's delegated administrators. Only the organization's management account may ask. */
  delegatedAdministrators(): Promise<readonly string[]>;
  aggregation(): Promise<Aggregation | undefined>;
  automationRules(): Promise<readonly AutomationRule[]>;
  customActions(): Promise<readonly string[]>;
  graph(region: string): Promise<{ readonly createdAt: Instant } | undefined>;
  /** The account whose behavior graph this one is a member of, if it is of one. */
  graphAdministrator(region: string): Promise<string | undefined>;
  detector(region: string): Promise<Detector | undefined>;
  /** @param id as the stack names it: `<rule>` or `<bus>|<rule>` */
  eventRule(id: string): Promise<EventRule | undefined>;
  queue(url: string): Promise<QueueState | undefined>;
  /** Age of the oldest message, seconds; undefined when CloudWatch has no data. */
  oldestMessageSeconds(queueName: string): Promise<number | undefined>;
  alarms(names: readonly string[]): Promise<readonly Alarm[]>;
  /** The actions among those wanted that IAM's policy simulator denies; undefined when there is no simulator. */
  denied(want: Want): Promise<readonly string[] | undefined>;
}
