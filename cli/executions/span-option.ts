import { InvalidArgumentError, Option } from "commander";
import { parseTimeSpan } from "#domain/time-span.ts";

/** `--since 24h`: how far back, in milliseconds. */
export function sinceOption(what: string, fallback: string): Option {
  return new Option("--since <span>", `${what}, as 90m, 12h, 7d`).argParser(spanOf).default(spanOf(fallback), fallback);
}

export function spanOf(text: string): number {
  const ms = parseTimeSpan(text);
  if (ms === undefined || ms === 0)
    throw new InvalidArgumentError('A span of time is wanted, such as "90m", "12h" or "7d".');
  return ms;
}

/** A positive whole number of at most `max`. */
export function countOf(max: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (!Number.isInteger(count) || count < 1 || count > max) {
      throw new InvalidArgumentError(`A number from 1 to ${max.toLocaleString("en")} is wanted.`);
    }
    return count;
  };
}
