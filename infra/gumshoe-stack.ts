import { readFileSync } from "node:fs";
import { ArnFormat, CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import { EventBus, Rule, Schedule } from "aws-cdk-lib/aws-events";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { Settings } from "#domain/settings.ts";
import { Alarms } from "./constructs/alarms.ts";
import { Console } from "./constructs/console.ts";
import { Overview } from "./constructs/dashboard.ts";
import { Encryption } from "./constructs/encryption.ts";
import { Functions } from "./constructs/functions.ts";
import { GuardDutyPublishing } from "./constructs/guardduty-publishing.ts";
import { hasListeners, Notifications } from "./constructs/notifications.ts";
import type { Outlet } from "./constructs/outlet.ts";
import { Queries } from "./constructs/queries.ts";
import { Queues } from "./constructs/queues.ts";
import { Reports } from "./constructs/reports.ts";
import { Routes } from "./constructs/routes.ts";
import { functionTarget } from "./constructs/rule-targets.ts";
import { SecurityHubTriggers } from "./constructs/security-hub.ts";
import { Store } from "./constructs/store.ts";
import { Webhook } from "./constructs/webhook.ts";
import { Workflow } from "./constructs/workflow.ts";

const sweepInterval = Duration.minutes(15);
/** What is deployed, for `gumshoe doctor` to compare with what is installed. */
const { version }: { readonly version: string } = JSON.parse(readFileSync("package.json", "utf8"));

export interface GumshoeStackProps extends StackProps {
  readonly settings: Settings;
}

/** From a finding event to an enriched finding. Deploy it in the Security Hub administrator account, in the aggregation Region. */
export class GumshoeStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: GumshoeStackProps) {
    super(scope, id, props);
    const encryption = settings.encryption === "customer-managed" ? new Encryption(this, "Encryption") : undefined;
    if (settings.alarmTopicArn === undefined) encryption?.allowAlarms();
    const key = encryption?.key;
    const { table } = new Store(this, "Store", key);
    const queues = new Queues(this, "Queues", { ...settings, key });
    const bus = new EventBus(this, "Bus", {
      eventBusName: "gumshoe",
      description: "What Gumshoe found",
      ...(key && { kmsKey: key }),
    });
    const reports = settings.reports ? new Reports(this, "Reports", { ...settings, key }).bucket : undefined;
    const functions = new Functions(this, "Functions", { settings, table, queues, bus, reports, key });
    const { stateMachine, failed } = new Workflow(this, "Workflow", { ...functions, ...queues, ...settings, key });
    const { actionArn } = new SecurityHubTriggers(this, "SecurityHub", settings);
    const routes = new Routes(this, "Routes", { settings, queues, actionArn });
    const sweeping = this.#feed(functions, queues, settings);
    const notifications = hasListeners(settings)
      ? new Notifications(this, "Notifications", { settings, table, bus, key })
      : undefined;
    const { guardDutyPublishing: frequency, logRetentionDays } = settings;
    if (frequency !== undefined) new GuardDutyPublishing(this, "Publishing", { frequency, logRetentionDays, key });
    const rules = { rescuing: routes.rules, dropping: [failed, sweeping] };
    const watched = { settings, queues, functions, stateMachine, rules };
    const outlets = [...this.#outlets(settings, bus, key), ...(notifications ? [notifications.outlet] : [])];
    const console = new Console(this, "Console");
    const { all: alarms } = new Alarms(this, "Alarms", { ...watched, outlets, console, key });
    new Queries(this, "Queries", functions);
    new Overview(this, "Overview", { ...watched, alarms, console });

    const executions = this.formatArn({
      service: "states",
      resource: "execution",
      resourceName: `${stateMachine.stateMachineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    functions.ingest
      .set("STATE_MACHINE_ARN", stateMachine.stateMachineArn)
      .allow(
        ["states:StartExecution"],
        [stateMachine.stateMachineArn],
        "starts an execution for findings that belong together",
      )
      .allow(
        ["states:DescribeExecution"],
        [executions],
        "compares with the execution that took the name, and reads the input of one that failed",
      );
    functions.sweep
      .set("STATE_MACHINE_ARN", stateMachine.stateMachineArn)
      .allow(["states:DescribeExecution"], [executions], "looks whether the execution of a finding still runs");

    this.#tell({
      Version: version,
      StateMachineArn: stateMachine.stateMachineArn,
      IntakeQueueUrl: queues.intake.queueUrl,
      DeadLetterQueueUrl: queues.deadLetters.queueUrl,
      TableName: table.tableName,
      EventBusName: bus.eventBusName,
      ...(reports && { ReportsBucketName: reports.bucketName }),
      CustomActionArn: actionArn,
      MaxAttempts: String(settings.maxAttempts),
      LinkedRegions: JSON.stringify(settings.linkedRegions),
      AllowedRegions: JSON.stringify(settings.allowedRegions),
    });
    for (const { node, outputs } of outlets) this.#tell(prefixed(node.id, outputs));
  }

  #feed({ ingest, sweep }: Functions, { intake }: Queues, settings: Settings): Rule {
    ingest.consume(intake, {
      batchSize: settings.batchSize,
      maxBatchingWindow: Duration.seconds(settings.batchWindowSeconds),
      maxConcurrency: settings.maxConcurrentBatches,
      reportBatchItemFailures: true,
    });
    return new Rule(this, "Sweep", {
      description: "Looks for findings whose execution ended without telling",
      schedule: Schedule.rate(sweepInterval),
      // A round that could not begin is worth no dead letter: the next one does its work.
      targets: [
        functionTarget(sweep.version, {
          retryAttempts: 2,
          maxEventAge: sweepInterval,
          why: "begins a round every 15 minutes",
        }),
      ],
    });
  }

  /** Whoever is told outside of what became of findings. */
  #outlets(settings: Settings, bus: EventBus, key: IKey | undefined): readonly Outlet[] {
    const { webhookUrl: url } = settings;
    return [...(url === undefined ? [] : [new Webhook(this, "Webhook", { url, settings, bus, key })])];
  }

  #tell(outputs: Readonly<Record<string, string>>) {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}

function prefixed(prefix: string, outputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [`${prefix}${name}`, value]));
}
