import type { BenchResult, Metrics } from "../result.ts";
import { dollars, figure } from "./figures.ts";
import { burstDollarsMax } from "./goals.ts";

/** What keeps a goal from being met, a paragraph for each: the figures are the result's own. */
export function boundsOf({ workloads }: BenchResult): readonly string[] {
  const burst = workloads.burst?.gumshoe;
  return burst !== undefined && burst.dollarsPerMillion > burstDollarsMax ? [burstBound(burst)] : [];
}

function burstBound({ dollarsPerMillion, dollarItems = {}, transitionsPerFinding, ...about }: Metrics): string {
  const { findings = 1, principals = 1, getInvestigationPerInvestigation: looks = 1 } = about;
  const item = (name: string) => dollars(dollarItems[name] ?? 0);
  const ofGroup = figure((transitionsPerFinding * findings) / principals);
  const perTransition = dollars(
    (((dollarItems["stepFunctions"] ?? 0) / transitionsPerFinding) * principals) / findings,
  );
  return [
    `**Burst, ${dollars(dollarsPerMillion)} where ${dollars(burstDollarsMax)} was the goal.** ${item("stepFunctions")} of it are state transitions: ${ofGroup} for each group of findings about the same principals.`,
    `Five of them every group takes (start, wait, check, choose, enrich), three more every further look, of which there are ${figure(looks - 1)}, and one whoever queues up to read; one transition less for every group would save ${perTransition}.`,
    "Each is a step that somebody can open in the console, and none could be left out without waiting inside a function or polling that looks like a failure (ADRs 0002, 0010, 0013, 0014).",
    `${item("dynamoDbWrites")} are writes to the table: a finding is marked as on its way and as settled, each time in the index too by which the sweep finds what was forgotten (ADR 0006).`,
    `${item("eventBridge")} is the bus event that every finding is promised, ${item("sqs")} its way through the intake queue.`,
  ].join(" ");
}
