/** A made-up day, for a picture: every half hour from midnight on, with a burst in the morning and an outage of Detective at night. */
export const slots = 48;

const wave = (slot: number) => 14 + 10 * Math.sin(((slot - 14) / slots) * 2 * Math.PI) + ((slot * 7) % 5);
const burst = (slot: number) => (slot === 18 ? 96 : slot === 19 ? 48 : 0);
const arrivals = (slot: number) => Math.round(wave(slot) + burst(slot));
const isOut = (slot: number) => slot >= 5 && slot <= 6;
const share = (slot: number, part: number) => Math.round(arrivals(slot) * part);

/** Values by the label of a metric. */
const days: Readonly<Record<string, (slot: number) => number>> = {
  in: arrivals,
  enriched: (slot) => (isOut(slot) ? 2 : share(slot, 0.78)) + (slot === 8 ? 21 : 0),
  "not investigable": (slot) => share(slot, 0.09),
  skipped: (slot) => share(slot, 0.11),
  "parked or rejected": (slot) => (isOut(slot) ? 8 : slot === 30 ? 2 : 0),
  "new findings": (slot) => (burst(slot) > 0 ? 46 : 1 + (slot % 3)),
  "dead letters": (slot) => (slot === 5 ? 8 : slot === 6 ? 16 : slot === 7 ? 16 : slot >= 30 && slot <= 33 ? 2 : 0),
  "age of the oldest": (slot) => (burst(slot) > 0 ? 88 : 18 + ((slot * 5) % 9)),
  "service-unavailable": (slot) => (isOut(slot) ? 8 : 0),
  rejected: (slot) => (slot === 30 ? 2 : 0),
  p50: (slot) => 178 + ((slot * 11) % 17) + (burst(slot) > 0 ? 40 : 0),
  p95: (slot) => 265 + ((slot * 13) % 41) + (burst(slot) > 0 ? 160 : 0),
  "p95 after the investigation was seen to be over": (slot) => 4 + ((slot * 3) % 5) + (burst(slot) > 0 ? 75 : 0),
  started: (slot) => share(slot, burst(slot) > 0 ? 0.09 : 0.55),
  "joined or adopted": (slot) => share(slot, burst(slot) > 0 ? 0.62 : 0.3),
  "reuse, percent": (slot) => (burst(slot) > 0 ? 87 : 35 + ((slot * 3) % 7)),
  dollars: (slot) => arrivals(slot) * (burst(slot) > 0 ? 0.00003 : 0.00017),
};

export function sampleOf(label: string): readonly number[] {
  return Array.from({ length: slots }, (_, slot) => days[label]?.(slot) ?? 0);
}

/** The one number over the day, as CloudWatch shows it. */
export function figureOf(label: string): string {
  const values = sampleOf(label);
  const sum = values.reduce((total, value) => total + value, 0);
  if (label === "dollars") return `$${sum.toFixed(2)}`;
  if (label === "reuse, percent") {
    const [joined, started] = ["joined or adopted", "started"].map((one) =>
      sampleOf(one).reduce((total, value) => total + value, 0),
    );
    return `${Math.round((100 * (joined ?? 0)) / ((joined ?? 0) + (started ?? 1)))} %`;
  }
  if (label === "dead letters") return String(values.at(-1) ?? 0);
  return sum.toLocaleString("en");
}
