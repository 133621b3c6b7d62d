/** A metric as CloudWatch tells metrics apart. */
export interface MetricKey {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export type Statistic = "Sum" | "Maximum" | "SampleCount";

interface Bucket {
  sum: number;
  max: number;
  count: number;
}

const minuteMs = 60_000;

/** Metrics of standard resolution: what was told in each minute. */
export class MetricStore {
  readonly #minutes = new Map<string, Map<number, Bucket>>();

  add(key: MetricKey, atMs: number, value: number): void {
    const minutes = this.#of(key);
    const minute = Math.floor(atMs / minuteMs);
    const { sum, max, count } = minutes.get(minute) ?? { sum: 0, max: Number.NEGATIVE_INFINITY, count: 0 };
    minutes.set(minute, { sum: sum + value, max: Math.max(max, value), count: count + 1 });
  }

  /** The statistic over the whole minutes from `fromMs` to `toMs`; undefined without data. */
  read(key: MetricKey, statistic: Statistic, fromMs: number, toMs: number): number | undefined {
    const minutes = this.#minutes.get(textOf(key));
    if (!minutes) return undefined;
    const found: Bucket[] = [];
    for (let minute = Math.floor(fromMs / minuteMs); minute < Math.floor(toMs / minuteMs); minute++) {
      const bucket = minutes.get(minute);
      if (bucket) found.push(bucket);
    }
    if (found.length === 0) return undefined;
    if (statistic === "Maximum") return Math.max(...found.map(({ max }) => max));
    return found.reduce((total, { sum, count }) => total + (statistic === "Sum" ? sum : count), 0);
  }

  #of(key: MetricKey): Map<number, Bucket> {
    const text = textOf(key);
    const known = this.#minutes.get(text);
    if (known) return known;
    const fresh = new Map<number, Bucket>();
    this.#minutes.set(text, fresh);
    return fresh;
  }
}

const texts = new WeakMap<MetricKey, string>();

function textOf(key: MetricKey): string {
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify([
    key.namespace,
    key.metric,
    Object.entries(key.dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  texts.set(key, text);
  return text;
}
