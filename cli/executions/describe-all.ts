import { concurrently } from "#domain/concurrently.ts";
import type { ExecutionArchive, ExecutionDetail } from "#domain/execution-archive.ts";

const describesAtOnceMax = 5;

/** Describes executions side by side, in their order; undefined where Step Functions knows none. */
export async function describeAll(
  archive: Pick<ExecutionArchive, "describe">,
  executionArns: readonly string[],
  progress: (done: number, total: number) => void,
): Promise<readonly (ExecutionDetail | undefined)[]> {
  let done = 0;
  return concurrently(executionArns, describesAtOnceMax, async (arn) => {
    const detail = await archive.describe(arn);
    done += 1;
    progress(done, executionArns.length);
    return detail;
  });
}

export function isKnown(detail: ExecutionDetail | undefined): detail is ExecutionDetail {
  return detail !== undefined;
}
