import type { Raw } from "./fields.ts";
import type { RunState } from "./machine.ts";
import { Payload } from "./payload.ts";
import type { StateCompiler } from "./state-compiler.ts";

/** A Pass state: hands its input on, reshaped, or a fixed `Result` (JSONPath). */
export function compilePass(raw: Raw, { flow, next }: StateCompiler): RunState {
  const input = flow.input(raw);
  const output = flow.output(raw);
  const result = "Result" in raw ? new Payload(raw["Result"]) : undefined;
  return async (visit) => ({ ...(await output(visit, result ?? (await input(visit)), "input")), next });
}
