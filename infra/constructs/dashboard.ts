import { Aws } from "aws-cdk-lib";
import { type Alarm, AlarmStatusWidget, Dashboard, TextWidget } from "aws-cdk-lib/aws-cloudwatch";
import type { StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import type { Console } from "./console.ts";
import {
  failures,
  findingsEnriched,
  findingsFailed,
  findingsIn,
  flow,
  investigations,
  reuse,
  times,
} from "./dashboard/finding-panels.ts";
import { figure, type Panel, panelGraph, panelText } from "./dashboard/panels.ts";
import { backlog, cost, costs, waiting } from "./dashboard/stack-panels.ts";
import type { Functions } from "./functions.ts";
import type { Queues } from "./queues.ts";

export interface OverviewProps {
  readonly queues: Queues;
  readonly functions: Functions;
  readonly stateMachine: StateMachine;
  readonly alarms: readonly Alarm[];
  readonly console: Console;
}

/** The dashboard: numbers on top for ten seconds, graphs below for whoever has a minute. `docs/dashboard.svg` is its picture. */
export class Overview extends Construct {
  constructor(scope: Construct, id: string, { queues, functions, stateMachine, alarms, console }: OverviewProps) {
    super(scope, id);
    // Dashboards are the account's, whatever the Region.
    const dashboard = new Dashboard(this, "Dashboard", { dashboardName: `${Aws.STACK_NAME}-${Aws.REGION}` });
    const dollars = cost(functions, stateMachine);
    dashboard.addWidgets(new TextWidget({ markdown: greeting(queues, stateMachine, console), width: 24, height: 2 }));
    dashboard.addWidgets(
      figure("Findings in", findingsIn),
      figure("Enriched", findingsEnriched),
      figure("Parked or rejected", findingsFailed),
      figure("Dead letters", waiting(queues)),
      figure("Reuse", reuse),
      figure("Estimated cost", dollars),
    );
    const rows: readonly (readonly Panel[])[] = [
      [flow, backlog(queues)],
      [failures, times],
      [investigations, costs(dollars)],
    ];
    for (const row of rows) {
      dashboard.addWidgets(...row.map(panelText));
      dashboard.addWidgets(...row.map(panelGraph));
    }
    dashboard.addWidgets(new AlarmStatusWidget({ title: "Alarms", alarms: [...alarms], width: 24, height: 5 }));
  }
}

function greeting({ deadLetters }: Queues, machine: StateMachine, console: Console): string {
  const links = [
    `[executions](${console.stateMachine(machine)})`,
    `[dead letters](${console.queue(deadLetters)})`,
    `[saved queries](${console.logsInsights()})`,
  ];
  return `# Gumshoe\n**Good:** all that came in has gone out, nothing waits, nothing rings. Else: the runbook, and ${links.join(" · ")}`;
}
