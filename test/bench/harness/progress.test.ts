import { expect, it } from "vitest";
import { progressOf } from "#bench/harness/progress.ts";
import { someMetrics } from "../a-result.ts";

const job = { kind: "workload", workload: "burst", system: "blog128", seed: 1, scale: 1 } as const;

/** What is written to a stream that is a terminal, or is none. */
function written(isTTY: boolean): readonly string[] {
  const texts: string[] = [];
  const stream = { isTTY, write: (text: string) => texts.push(text) } as unknown as NodeJS.WriteStream;
  const { onReport, end } = progressOf(2, stream);
  onReport({ kind: "metrics", job, metrics: someMetrics() });
  end();
  return texts;
}

it("progressOf() tells a terminal how far the run is, and clears the line in the end", () => {
  expect(written(true)).toEqual(["\r\u001B[K1 of 2 runs, blog128 last", "\r\u001B[K"]);
});

it("progressOf() writes nothing to a file or a pipe", () => {
  expect(written(false)).toEqual([]);
});
