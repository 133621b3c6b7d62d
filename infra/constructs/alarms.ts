import { Aws } from "aws-cdk-lib";
import { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import type { Settings } from "#domain/settings.ts";
import { AlarmTopic } from "./alarm-topic.ts";
import { type AlarmSpec, atLeast } from "./alarms/alarm-spec.ts";
import { eventAlarms, type WatchedRules } from "./alarms/event-alarms.ts";
import { findingAlarms } from "./alarms/finding-alarms.ts";
import { functionAlarms } from "./alarms/function-alarms.ts";
import { outletAlarms } from "./alarms/outlet-alarms.ts";
import { queueAlarms } from "./alarms/queue-alarms.ts";
import { workflowAlarms } from "./alarms/workflow-alarms.ts";
import type { Console } from "./console.ts";
import type { Functions } from "./functions.ts";
import type { Outlet } from "./outlet.ts";
import type { Queues } from "./queues.ts";

export interface AlarmsProps {
  readonly settings: Settings;
  readonly queues: Queues;
  readonly functions: Functions;
  readonly stateMachine: StateMachine;
  readonly rules: WatchedRules;
  readonly outlets: readonly Outlet[];
  readonly console: Console;
  /** Encrypts the topic of the alarms. */
  readonly key?: IKey | undefined;
}

/** Every alarm of the stack. docs/runbook.md has a chapter for each, and docs/alarms.md says which trouble rings which. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(
    scope: Construct,
    id: string,
    { settings, queues, functions, stateMachine, rules, ...props }: AlarmsProps,
  ) {
    super(scope, id);
    const { alarmEmail, alarmTopicArn } = settings;
    const given = { ...(alarmEmail && { alarmEmail }), ...(alarmTopicArn && { alarmTopicArn }) };
    const { topic } = new AlarmTopic(this, "Topic", { ...given, ...(props.key && { key: props.key }) });
    const specs = [
      ...queueAlarms(queues, props.console),
      ...workflowAlarms(stateMachine, props.console),
      ...functionAlarms(functions, props.console),
      ...eventAlarms(rules, props.console),
      ...findingAlarms(props.console),
      ...outletAlarms(props.outlets, props.console),
    ];
    const action = new SnsAction(topic);
    this.all = specs.map((spec) => {
      const alarm = this.#alarm(spec);
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      return alarm;
    });
  }

  #alarm({ name, impact, runbook, look, metric, threshold, missing, ...spec }: AlarmSpec): Alarm {
    const { comparison: comparisonOperator = atLeast, datapoints: [datapointsToAlarm, evaluationPeriods] = [1, 1] } =
      spec;
    return new Alarm(this, name.replaceAll("/", "-"), {
      alarmName: `${Aws.STACK_NAME}/${name}`,
      alarmDescription: `${impact}\nRunbook: ${runbook}\nLook: ${look}`,
      metric,
      threshold,
      comparisonOperator,
      datapointsToAlarm,
      evaluationPeriods,
      treatMissingData: missing,
    });
  }
}
