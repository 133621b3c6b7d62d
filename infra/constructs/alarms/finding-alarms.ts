import { Duration } from "aws-cdk-lib";
import { ParkReason, RejectReason } from "#domain/contract.ts";
import type { Console } from "../console.ts";
import { type AlarmSpec, below, chapter, nothingHappened, ourMetric, silence } from "./alarm-spec.ts";

const minutes = Duration.minutes;

/** What the product itself counts. */
export function findingAlarms(console: Console): readonly AlarmSpec[] {
  const look = console.logsInsights();
  return [
    {
      name: "Findings/Forgotten",
      impact: "An execution ended without telling of its findings: the sweep has put them back, they are an hour late.",
      runbook: chapter("Findings/Forgotten"),
      look,
      metric: ourMetric("ConservationGap").with({ statistic: "Maximum", period: minutes(15) }),
      threshold: 1,
      missing: nothingHappened,
    },
    {
      name: "Findings/Lost",
      impact: "Findings are lost: their execution is gone, and nothing else knows what was in them.",
      runbook: chapter("Findings/Lost"),
      look,
      metric: ourMetric("FindingsLost").with({ statistic: "Sum", period: minutes(15) }),
      threshold: 1,
      missing: nothingHappened,
    },
    {
      name: "Sweep/Silent",
      impact: "Nobody has looked for forgotten findings for an hour.",
      runbook: chapter("Sweep/Silent"),
      look,
      metric: ourMetric("ConservationGap").with({ statistic: "SampleCount", period: minutes(15) }),
      threshold: 1,
      comparison: below,
      datapoints: [4, 4],
      missing: silence,
    },
    {
      name: "Findings/Rejected",
      impact: "Messages could not be read as findings: they wait in the dead-letter queue.",
      runbook: chapter("Findings/Rejected"),
      look,
      metric: ourMetric("FindingsRejected").with({ statistic: "Sum", period: minutes(5) }),
      threshold: 1,
      missing: nothingHappened,
    },
    ...detectiveAlarms(console),
    {
      name: "Reports/NotWritten",
      impact: "Reports of investigations could not be kept: their findings are enriched, without report and link.",
      runbook: chapter("Reports/NotWritten"),
      look,
      metric: ourMetric("ReportsNotWritten").with({ statistic: "Sum", period: minutes(15) }),
      // One may be S3's bad moment.
      threshold: 3,
      missing: nothingHappened,
    },
    ...parkingReasons.map((reason) => parkedAlarm(reason, look)),
  ];
}

function detectiveAlarms(console: Console): readonly AlarmSpec[] {
  return [
    {
      name: "Detective/Refused",
      impact:
        "Detective has no behavior graph, or may not be asked: no finding is investigated. Somebody may have turned it off to hide.",
      runbook: chapter("Detective/Refused"),
      look: console.detective(),
      metric: ourMetric("DetectiveRefused").with({ statistic: "Sum", period: minutes(5) }),
      threshold: 1,
      missing: nothingHappened,
    },
    {
      // A throttled look is made up for at the next one: half an hour of them is another matter.
      name: "Detective/Unreachable",
      impact: "Detective does not answer, or throttles, for half an hour: findings are late, then parked.",
      runbook: chapter("Detective/Unreachable"),
      look: console.detective(),
      metric: ourMetric("DetectiveMissed").with({ statistic: "Sum", period: minutes(15) }),
      threshold: 3,
      datapoints: [2, 2],
      missing: nothingHappened,
    },
  ];
}

/** What `ingest` and `enrich` park for; what cannot be read has an alarm of its own, and what the workflow leaves behind too. */
const rejected: readonly string[] = [...RejectReason.options, "workflow-failed"];
export const parkingReasons = ParkReason.options.filter((reason) => !rejected.includes(reason));

function parkedAlarm(reason: ParkReason, look: string): AlarmSpec {
  return {
    name: `Parked/${reason}`,
    impact: `Findings are parked as ${reason}: they wait in the dead-letter queue.`,
    runbook: chapter(`Parked/${reason}`),
    look,
    metric: ourMetric("FindingsParked", { reason }).with({ statistic: "Sum", period: minutes(5) }),
    threshold: 1,
    missing: nothingHappened,
  };
}
