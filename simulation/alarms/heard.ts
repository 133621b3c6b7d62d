import type { Blueprint } from "../blueprint.ts";
import type { Invariant } from "../invariants/invariant.ts";
import { runSeed } from "../run.ts";
import { minuteMs, noon } from "../scenarios/cast.ts";
import { type AlarmDefinition, alarmDefinition } from "./alarm-definition.ts";
import { AwsMetrics } from "./aws-metrics.ts";
import { ringsOf } from "./evaluate.ts";
import { MetricStore } from "./metric-store.ts";
import { storyOf, type Trouble, troubleAt } from "./trouble.ts";

/** When an alarm rang for the first time, and when it was quiet for good, in minutes after trouble began. */
export interface Heard {
  readonly rang: number;
  /** Undefined: it rings still, hours after the end. */
  readonly quiet: number | undefined;
}

/** Plays a trouble on the stack as it is synthesized, and listens to its alarms: those that rang, by name. */
export async function heardIn(trouble: Trouble, blueprint: Blueprint): Promise<Readonly<Record<string, Heard>>> {
  const store = new MetricStore();
  const { kinds = [] } = trouble;
  let metrics: AwsMetrics | undefined;
  const listening: Invariant = {
    id: "alarms",
    promise: "What AWS would tell CloudWatch is told",
    inspect({ cloud }) {
      metrics = new AwsMetrics(store, cloud.blueprint);
      return { watch: metrics.watch };
    },
  };
  const story = storyOf(trouble);
  const given = { blueprint, findings: 0, kinds, armAll: true, intensity: 1, invariants: [listening] };
  const { cloud } = await runSeed(1, { ...given, story: () => story });
  const endMs = cloud.clock.now();
  metrics?.end(endMs);
  const heard = alarmsIn(blueprint).flatMap((alarm) => {
    const heardOf = listenTo(alarm, store, endMs);
    return heardOf ? [[alarmName(alarm.name), heardOf] as const] : [];
  });
  return Object.fromEntries(heard);
}

export function alarmsIn({ alarms }: Pick<Blueprint, "alarms">): readonly AlarmDefinition[] {
  return alarms.map(alarmDefinition);
}

/** Without the name of the stack. */
export function alarmName(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}

/** Sweeps have come round before anybody listens: a new stack is silent at first. */
const listeningFrom = troubleAt - 20;

function listenTo(alarm: AlarmDefinition, store: MetricStore, endMs: number): Heard | undefined {
  const beganMs = noon + troubleAt * minuteMs;
  const rings = ringsOf(alarm, store, noon + listeningFrom * minuteMs, endMs);
  const [first, last] = [rings[0], rings.at(-1)];
  if (!first || !last) return undefined;
  const minutes = (atMs: number) => Math.round((atMs - beganMs) / minuteMs);
  return { rang: minutes(first.fromMs), quiet: last.untilMs === undefined ? undefined : minutes(last.untilMs) };
}
