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
/** Names that an execution may have: its own, five with a number, one with the time. */
const namesMax = 7;

/** Executions that invocations wanted to start. Several messages of a batch may bring the same finding, each to an execution of its own. */
export class BatchStarts {
  readonly #outOfNames = new Set<string>();
  readonly #byRequest = new Map<string, Map<string, BatchStart>>();
  /** How many names were taken already, by what the execution would have been asked to do. */
  readonly #taken = new Map<string, number>();

  note({ requestId, operation, input, output, error, heard }: Extract<Happening, { readonly kind: "call" }>): void {
    if (operation !== "StartExecution") return;
    if (error === nameTaken && !this.#isLastName(`${requestId} ${valueAt(input, "input")}`)) return;
    if (error === nameTaken) this.#outOfNames.add(requestId);
    const starts = this.#byRequest.get(requestId) ?? new Map<string, BatchStart>();
    this.#byRequest.set(requestId, starts);
    const { findings } = seenInput(String(valueAt(input, "input")));
    const names = findings.map(({ key, rank }) => versionName(key, rank));
    starts.set(String(valueAt(input, "name")), { isKnown: heard && output !== undefined, findings: new Set(names) });
  }

  /** Counts a name that others have taken, and says whether it was the last one: then the execution is not started. */
  #isLastName(execution: string): boolean {
    const taken = (this.#taken.get(execution) ?? 0) + 1;
    this.#taken.set(execution, taken);
    return taken === namesMax;
  }

  /** Whether others have taken all names of one of its executions: then there is none that it could start. */
  isOutOfNames(requestId: string): boolean {
    return this.#outOfNames.has(requestId);
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
