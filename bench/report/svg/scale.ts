/** Turns a value into a place on the canvas. */
export type Scale = (value: number) => number;

export interface Range {
  readonly from: number;
  readonly to: number;
}

export function linearScale(values: Range, places: Range): Scale {
  const step = (places.to - places.from) / (values.to - values.from || 1);
  return (value) => places.from + (value - values.from) * step;
}

/** @throws {RangeError} a value of 0 or less has no place on it */
export function logScale(values: Range, places: Range): Scale {
  const linear = linearScale({ from: log(values.from), to: log(values.to) }, places);
  return (value) => linear(log(value));
}

/** Round values from 0 to at least `max`, about `count` of them. */
export function linearTicks(max: number, count = 5): readonly number[] {
  const rough = Math.max(max, 1e-9) / count;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = decade * ([1, 2, 2.5, 5].find((factor) => factor * decade >= rough * (1 - 1e-9)) ?? 10);
  const steps = Math.ceil((max / step) * (1 - 1e-9));
  return Array.from({ length: Math.max(steps, 1) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** The powers of ten around all values. */
export function logTicks(values: readonly number[]): readonly number[] {
  const exponents = values.map(log);
  const [first, last] = [Math.floor(Math.min(...exponents)), Math.ceil(Math.max(...exponents))];
  return Array.from({ length: Math.max(last, first + 1) - first + 1 }, (_, index) => 10 ** (first + index));
}

function log(value: number): number {
  if (!(value > 0)) throw new RangeError(`Cannot place ${value} on a logarithmic axis: a value above 0 is wanted`);
  return Math.log10(value);
}
