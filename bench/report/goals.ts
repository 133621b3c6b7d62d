import type { BenchResult, Metrics } from "../result.ts";
import { dollars, figure, kilobytes, seconds } from "./figures.ts";
import { presentSystems } from "./systems.ts";
import { knownWorkloads } from "./workloads.ts";

/** Something we set out to reach, and where we are. */
export interface Goal {
  readonly where: string;
  readonly what: string;
  readonly wanted: string;
  /** Undefined when the result does not tell. */
  readonly measured: string | undefined;
  readonly isMet: boolean | undefined;
}

const fastEnoughSeconds = 20;

/** All goals, in the order of the workloads. */
export function goalsOf({ workloads, bundles }: BenchResult): readonly Goal[] {
  const { single, burst, flood, duplicates, faults, longTail, soak } = workloads;
  const at = (where: keyof typeof knownWorkloads) => knownWorkloads[where].label;
  const measures = Object.values(bundles);
  const rival = cheapestFastPeer(single);
  const floodShare = shareOfBound(flood?.gumshoe);
  return [
    atMost(at("single"), "cost per million findings", 250, single?.gumshoe.dollarsPerMillion, dollars),
    {
      where: at("single"),
      what: `cost under the cheapest peer that answers within ${fastEnoughSeconds} s`,
      wanted: rival === undefined ? "–" : `< ${dollars(rival)}`,
      measured: single && rival !== undefined ? dollars(single.gumshoe.dollarsPerMillion) : undefined,
      isMet: single && rival !== undefined ? single.gumshoe.dollarsPerMillion < rival : undefined,
    },
    atMost(at("single"), "lag, median", 12, single?.gumshoe.lagP50Seconds, seconds),
    exactly(at("burst"), "investigations started for each principal", 1, burst?.gumshoe.startsPerPrincipal),
    atMost(at("burst"), "cost per million findings", 25, burst?.gumshoe.dollarsPerMillion, dollars),
    atMost(at("flood"), "time in proportion to what the quotas allow", 1.15, floodShare, figure),
    exactly(at("flood"), "pairs lost", 0, flood?.gumshoe.lost),
    exactly(at("duplicates"), "extra investigations", 0, duplicates?.gumshoe.extraStarts),
    exactly(at("duplicates"), "extra updates", 0, duplicates?.gumshoe.extraWrites),
    atMost(
      at("faults"),
      "calls in proportion to a run without faults",
      1.15,
      faults?.gumshoe.callsVersusFaultFree,
      figure,
    ),
    exactly(at("longTail"), "Lambda seconds spent waiting", 0, longTail?.gumshoe.lambdaSecondsWaiting),
    ...(soak
      ? [
          atMost(at("soak"), "real time", 900, soak.gumshoe.wallSeconds, seconds),
          atMost(at("soak"), "memory, MB", 1_000, soak.gumshoe.residentMb, figure),
          exactly(at("soak"), "violations", 0, soak.gumshoe.violations),
        ]
      : []),
    atMost("Functions", "largest bundle", 700_000, greatest(measures.map(({ bytes }) => bytes)), kilobytes),
    atMost(
      "Functions",
      "longest import, in empty handlers",
      16,
      greatest(measures.map(({ importMs, emptyMs }) => importMs / emptyMs)),
      figure,
    ),
  ];
}

type Show = (value: number) => string;

function atMost(where: string, what: string, limit: number, value: number | undefined, show: Show): Goal {
  return { where, what, wanted: `≤ ${show(limit)}`, ...measured(value, (one) => one <= limit, show) };
}

function exactly(where: string, what: string, wanted: number, value: number | undefined): Goal {
  return { where, what, wanted: figure(wanted), ...measured(value, (one) => one === wanted, figure) };
}

function measured(value: number | undefined, meets: (value: number) => boolean, show: Show) {
  if (value === undefined) return { measured: undefined, isMet: undefined };
  return { measured: show(value), isMet: meets(value) };
}

function cheapestFastPeer(single: BenchResult["workloads"]["single"]): number | undefined {
  const fast = presentSystems(single ?? {}).filter(
    ([name, { lagP50Seconds, recall }]) => name !== "gumshoe" && recall > 0 && lagP50Seconds <= fastEnoughSeconds,
  );
  const costs = fast.map(([, { dollarsPerMillion }]) => dollarsPerMillion);
  return costs.length === 0 ? undefined : Math.min(...costs);
}

/** Time that a workload took in proportion to the least that the quotas allow. */
export function shareOfBound(metrics: Metrics | undefined): number | undefined {
  const { makespanSeconds, boundSeconds } = metrics ?? {};
  return makespanSeconds === undefined || !boundSeconds ? undefined : makespanSeconds / boundSeconds;
}

function greatest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.max(...values);
}
