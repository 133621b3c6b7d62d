import ora from "ora";
import { workRate, workRateText } from "#domain/work-rate.ts";
import { output } from "./output.ts";

const lineEveryMs = 5_000;

export interface WorkProgress {
  /** `done` pieces so far, of `total`. */
  at(done: number, total: number): void;
  end(): void;
}

/** Tells on standard error how far long work is: in place on a terminal, a line every five seconds elsewhere. */
export function workProgress(what: string, now: () => number): WorkProgress {
  const beganAtMs = now();
  const spinner = process.stderr.isTTY ? ora({ text: what, stream: process.stderr }).start() : undefined;
  let toldAtMs = beganAtMs;
  return {
    at(done, total) {
      const text = `${what}: ${workRateText(workRate(done, total, now() - beganAtMs))}`;
      if (spinner) spinner.text = text;
      else if (now() - toldAtMs >= lineEveryMs) {
        toldAtMs = now();
        output.note(text);
      }
    },
    end: () => void spinner?.stop(),
  };
}
