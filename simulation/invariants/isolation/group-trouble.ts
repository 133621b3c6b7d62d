import { listAt, textAt } from "#domain/json.ts";

/** Trouble that executions met, by the group or the finding that met it. */
export class GroupTrouble {
  readonly #byExecution = new Map<string, Set<string>>();

  /**
   * Remembers that a step met trouble: that of its group, and of its findings. Groups without a principal cannot be told apart by what
   * `check` is asked: its trouble is that of all of them.
   * @param input what the step is asked to do
   */
  note(input: unknown): void {
    const executionArn = textAt(input, "executionArn");
    if (executionArn === undefined) return;
    const troubled = this.#byExecution.get(executionArn) ?? new Set<string>();
    this.#byExecution.set(executionArn, troubled);
    for (const name of namesIn(input)) troubled.add(name);
  }

  /** Whether a group, or one of its findings, has met any. */
  touches(group: unknown, executionArn: string): boolean {
    const troubled = this.#byExecution.get(executionArn);
    return troubled !== undefined && namesIn(group).some((name) => troubled.has(name));
  }
}

function namesIn(input: unknown): readonly string[] {
  return [groupOf(input), ...listAt(input, "findings").map((one) => textAt(one, "id") ?? "")];
}

function groupOf(input: unknown): string {
  return listAt(input, "principals")
    .map((one) => textAt(one, "arn") ?? "")
    .sort()
    .join(" ");
}
