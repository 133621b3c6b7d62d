import { TaskError } from "#local/engine/errors.ts";
import type { TaskRunner } from "#local/engine/execution.ts";
import type { AslCase, CaseAttempt } from "./asl-case.ts";

/** A task runner that does what a case's `tasks` say, looked up by state name, then by `Resource`. */
export function caseTasks(tasks: AslCase["tasks"] = {}): TaskRunner {
  const attempts = new Map<string, number>();
  return async ({ resource, stateName, input }) => {
    const task = tasks[stateName] ?? tasks[resource];
    if (!task) throw new Error(`Cannot run the task "${stateName}": the case declares none for it`);
    if (task.throws) throw new TaskError(task.throws);
    if (!task.attempts) return task.echo ? input : task.returns;
    const made = attempts.get(stateName) ?? 0;
    attempts.set(stateName, made + 1);
    return answer(task.attempts[made], stateName, made);
  };
}

function answer(attempt: CaseAttempt | undefined, stateName: string, made: number): unknown {
  if (!attempt)
    throw new Error(`Cannot run the task "${stateName}": the case declares ${made} attempts, wanted one more`);
  if (attempt.throw) throw new TaskError({ error: attempt.throw.Error, cause: attempt.throw.Cause });
  return attempt.return;
}
