import { costOf, dollarsPerMillion, gbSecondsOf } from "../cost.ts";
import { addMeters, unused } from "../meter.ts";
import { percentile } from "../metering/percentile.ts";
import type { PriceSheet } from "../prices.ts";
import type { Metrics } from "../result.ts";
import type { Played } from "./played.ts";

const zero = {
  findings: 0,
  principals: 0,
  pairs: 0,
  throttledCalls: 0,
  parked: 0,
  lost: 0,
  starts: 0,
  idleWrites: 0,
  waitedMs: 0,
};
type Sum = { [K in keyof typeof zero]: number };

/** What a system did in all the worlds of one workload together. */
export class MetricsSum {
  #meter = unused;
  readonly #calls: Record<string, number> = {};
  readonly #lagsMs: number[] = [];
  readonly #delaysMs: number[] = [];
  readonly #sum: Sum = { ...zero };
  #makespanSeconds = 0;
  #boundSeconds: number | undefined;
  #extraStarts: number | undefined;
  #historyEventsMax = 0;

  add(played: Played): void {
    this.#meter = addMeters(this.#meter, played.meter);
    for (const [name, count] of Object.entries(played.calls)) this.#calls[name] = (this.#calls[name] ?? 0) + count;
    for (const ms of played.lagsMs) this.#lagsMs.push(ms);
    for (const ms of played.delaysMs) this.#delaysMs.push(ms);
    for (const name of Object.keys(zero) as (keyof Sum)[]) this.#sum[name] += played[name];
    this.#makespanSeconds = Math.max(this.#makespanSeconds, (played.lastEnrichedAtMs - played.startAtMs) / 1_000);
    this.#historyEventsMax = Math.max(this.#historyEventsMax, played.historyEventsMax);
    this.#boundSeconds = played.boundSeconds;
    if (played.startsWanted !== undefined) {
      this.#extraStarts = (this.#extraStarts ?? 0) + Math.max(0, played.starts - played.startsWanted);
    }
  }

  metrics(prices: PriceSheet): Metrics {
    const { findings, principals, pairs, throttledCalls, lost, parked, starts, idleWrites, waitedMs } = this.#sum;
    const cost = costOf(this.#meter, prices);
    const perMillion = (dollars: number) => dollarsPerMillion({ total: dollars }, findings);
    const calls = Object.values(this.#calls).reduce((sum, count) => sum + count, 0);
    const seconds = (values: readonly number[], share: number) => percentile(values, share) / 1_000;
    return {
      dollarsPerMillion: perMillion(cost.total),
      transitionsPerFinding: this.#meter.transitions / findings,
      startsPerPrincipal: starts / principals,
      lagP50Seconds: seconds(this.#lagsMs, 0.5),
      lagP95Seconds: seconds(this.#lagsMs, 0.95),
      lost,
      recall: pairs === 0 ? 1 : this.#lagsMs.length / pairs,
      parked,
      delayP50Seconds: seconds(this.#delaysMs, 0.5),
      delayP95Seconds: seconds(this.#delaysMs, 0.95),
      findings,
      principals,
      calls: this.#calls,
      dollarItems: Object.fromEntries(Object.entries(cost.items).map(([item, dollars]) => [item, perMillion(dollars)])),
      makespanSeconds: this.#makespanSeconds,
      ...(this.#boundSeconds !== undefined && { boundSeconds: this.#boundSeconds }),
      throttledShare: calls === 0 ? 0 : throttledCalls / calls,
      lambdaGbSeconds: Object.values(this.#meter.functions).reduce((sum, one) => sum + gbSecondsOf(one), 0),
      lambdaSecondsWaiting: waitedMs / 1_000,
      getInvestigationPerInvestigation: starts === 0 ? 0 : (this.#calls["Detective.GetInvestigation"] ?? 0) / starts,
      ...(this.#extraStarts !== undefined && { extraStarts: this.#extraStarts }),
      extraWrites: idleWrites,
      historyEventsMax: this.#historyEventsMax,
    };
  }
}
