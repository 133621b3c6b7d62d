import type { Raw } from "./fields.ts";
import { integerField } from "./integer-field.ts";
import { waitSecondsMax } from "./limits.ts";
import type { RunState } from "./machine.ts";
import type { StateCompiler } from "./state-compiler.ts";

/** A Wait state: lets the clock run for a number of seconds, or until an instant. An instant in the past is no wait. */
export function compileWait(raw: Raw, compiler: StateCompiler): RunState {
  const { flow, next, problems } = compiler;
  const input = flow.input(raw);
  const output = flow.output(raw);
  const seconds = integerField(raw, "Seconds", { min: 0, max: waitSecondsMax }, compiler);
  const timestamp = flow.timestamp(raw);
  if ((seconds === undefined) === (timestamp === undefined)) {
    problems.invalid('a Wait state wants either "Seconds" or "Timestamp"');
  }
  return async (visit) => {
    const effective = await input(visit);
    const nowMs = visit.branch.execution.clock.now();
    if (seconds) {
      await visit.branch.sleepUntil(nowMs + (await seconds(visit, effective)) * 1000);
    } else if (timestamp) {
      const untilMs = await timestamp(visit, effective);
      if (untilMs > nowMs) await visit.branch.sleepUntil(untilMs);
    }
    return { ...(await output(visit, effective, "input")), next };
  };
}
