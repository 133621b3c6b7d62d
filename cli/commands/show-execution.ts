import { executionLink } from "#domain/console-link.ts";
import type { ExecutionDetail } from "#domain/execution-archive.ts";
import { type ExecutionRow, groupsIn } from "#domain/execution-row.ts";
import { type ExecutionStory, StoryReader } from "#domain/execution-story.ts";
import { quoteId } from "#domain/inert-text.ts";
import type { Instant } from "#domain/instant.ts";
import { executionsOfFinding } from "../executions/executions-of-finding.ts";
import { type ListExecutionsPorts, rowsOf, searchedMax } from "./list-executions.ts";

export interface ShowExecutionOptions {
  /** Name or ARN of an execution; absent where a finding is given. */
  readonly execution?: string;
  readonly finding?: string;
  /** How far back a finding without a record is looked for. */
  readonly since: Instant;
}

/** What `gumshoe executions show` answers. */
export interface ExecutionReport {
  readonly execution: ExecutionRow;
  readonly story: ExecutionStory;
  /** Why it cannot be redriven; absent when it can. */
  readonly notRedrivable?: string;
  /** In the Step Functions console; absent where that is not known. */
  readonly link?: string;
  /** Other executions of the finding that was asked for, by name. */
  readonly others: readonly string[];
}

/**
 * One execution, state by state.
 * @throws {Error} there is no such execution
 */
export async function showExecution(
  ports: ListExecutionsPorts,
  options: ShowExecutionOptions,
): Promise<ExecutionReport> {
  const [detail, ...others] = await named(ports, options);
  if (detail === undefined) throw notFound(options);
  const reader = new StoryReader(groupsIn(detail.input));
  let read = 0;
  for await (const page of ports.archive.history(detail.executionArn)) {
    for (const event of page) reader.add(event);
    read += page.length;
    ports.progress(read, read);
  }
  const [execution] = await rowsOf(ports, [detail]);
  if (execution === undefined) throw notFound(options);
  const link = executionLink(detail.executionArn);
  return {
    execution,
    story: reader.told(detail.endedAt ?? ports.clock.now()),
    ...(detail.notRedrivable !== undefined && { notRedrivable: detail.notRedrivable }),
    ...(link !== undefined && { link }),
    others: others.map(({ name }) => name),
  };
}

/** The one to show first. */
async function named(ports: ListExecutionsPorts, options: ShowExecutionOptions): Promise<readonly ExecutionDetail[]> {
  const { execution, finding, since } = options;
  if (finding !== undefined) {
    const { executions } = await executionsOfFinding(ports, finding, { since, searchedMax });
    return executions.toSorted((a, b) => b.startedAt - a.startedAt);
  }
  const given = execution ?? "";
  const detail = await ports.archive.describe(given.startsWith("arn:") ? given : ports.archive.arnOf(given));
  return detail ? [detail] : [];
}

function notFound({ execution, finding }: ShowExecutionOptions): Error {
  if (finding === undefined) {
    return new Error(
      `Cannot show the execution ${quoteId(execution ?? "")}: Step Functions has none of that name, gumshoe executions list names them`,
    );
  }
  return new Error(
    `Cannot show the execution of finding ${quoteId(finding)}: neither its record nor a recent input names one, --since looks further back`,
  );
}
