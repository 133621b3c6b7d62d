import { valueAt } from "#domain/json.ts";
import type { Happening } from "../../happening.ts";
import { versionName } from "../seen/accepted.ts";
import { seenInput } from "../seen/execution-input.ts";

/** Execution that an invocation of `ingest` wanted to start. */
export interface BatchStart {
  /** Whether it heard that it runs. */
  readonly isKnown: boolean;
  /** Names of finding versions. */
  readonly findings: ReadonlySet<string>;
}

const nameTaken = "ExecutionAlreadyExists";

/** Executions that invocations wanted to start. Several messages of a batch may bring the same finding, each to an execution of its own. */
export class BatchStarts {
  readonly #byRequest = new Map<string, Map<string, BatchStart>>();

  note({ requestId, operation, input, output, error, heard }: Extract<Happening, { readonly kind: "call" }>): void {
    if (operation !== "StartExecution" || error === nameTaken) return;
    const starts = this.#byRequest.get(requestId) ?? new Map<string, BatchStart>();
    this.#byRequest.set(requestId, starts);
    const { findings } = seenInput(String(valueAt(input, "input")));
    const names = findings.map(({ key, rank }) => versionName(key, rank));
    starts.set(String(valueAt(input, "name")), { isKnown: heard && output !== undefined, findings: new Set(names) });
  }

  /** Those of an invocation that has ended, which are forgotten. */
  take(requestId: string): readonly BatchStart[] {
    const starts = [...(this.#byRequest.get(requestId)?.values() ?? [])];
    this.#byRequest.delete(requestId);
    return starts;
  }
}

/** Whether a finding version was started, and in every execution that it was wanted in. */
export function isKnownStarted(starts: readonly BatchStart[], name: string): boolean {
  const own = starts.filter(({ findings }) => findings.has(name));
  return own.length > 0 && own.every(({ isKnown }) => isKnown);
}
