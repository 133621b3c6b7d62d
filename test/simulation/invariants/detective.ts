import { listAt, textAt } from "#domain/json.ts";
import { type AWorld, executionArn, minuteMs, startAtMs } from "./a-world.ts";
import { aCall, begins, iso, roleArn } from "./happenings.ts";

interface Start {
  readonly arn?: string;
  readonly requestId?: string;
  /** Of the searched range, minutes before the world's beginning. */
  readonly scope?: readonly [from: number, to: number];
  /** The investigation that FAILED. */
  readonly retryOf?: string;
  readonly heard?: boolean;
  readonly late?: true;
}

const fourHours = 240;

/** `start-or-join` begins to work for the role `deploy`. */
export function asksFor(world: AWorld, { arn = roleArn("deploy"), requestId = "start-or-join", retryOf }: Start = {}) {
  const activity = {
    firstActivityAt: iso(startAtMs - 60 * minuteMs),
    lastActivityAt: iso(startAtMs - 10 * minuteMs),
  };
  const principals = [{ arn, ...activity, ...(retryOf && { retryOf }) }];
  world.tell(begins("start-or-join", { executionArn, principals }, requestId));
}

/** `start-or-join` starts an investigation. @returns its id */
export function starts(world: AWorld, start: Start = {}): string {
  const { arn = roleArn("deploy"), requestId = "start-or-join", scope = [fourHours, 5], heard = true, late } = start;
  const [ScopeStartTime, ScopeEndTime] = scope.map((minutes) => new Date(startAtMs - minutes * minuteMs));
  const input = { GraphArn: graphOf(world), EntityArn: arn, ScopeStartTime, ScopeEndTime };
  const output = world.cloud.call("Detective", "StartInvestigation", input);
  world.tell(
    aCall("start-or-join", "Detective", "StartInvestigation", {
      requestId,
      input,
      output,
      heard,
      ...(late && { late }),
    }),
  );
  return textAt(output, "InvestigationId") ?? "";
}

/** The Region's graph. */
export function graphOf({ cloud }: AWorld): string {
  return textAt(listAt(cloud.call("Detective", "ListGraphs", {}), "GraphList")[0], "Arn") ?? "";
}
