import type { Raw } from "./fields.ts";
import type { RunState } from "./machine.ts";
import type { StateCompiler } from "./state-compiler.ts";

/** A Succeed state: the end of its scope. */
export function compileSucceed(raw: Raw, { flow }: StateCompiler): RunState {
  const input = flow.input(raw);
  const output = flow.output(raw);
  return async (visit) => output(visit, await input(visit), "input");
}
