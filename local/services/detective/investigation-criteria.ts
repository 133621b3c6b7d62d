import { severities } from "../../behaviour/shape.ts";
import type { Input } from "../request/input.ts";
import { type Investigation, type Status, statusAt, summaryAt } from "./investigation.ts";

/** FilterCriteria of ListInvestigations; all that are given must hold. */
export interface Criteria {
  readonly entityArn: string | undefined;
  match(investigation: Investigation, status: Status): boolean;
  /** The same criteria give the same text. */
  readonly text: string;
}

export function criteriaIn(input: Input | undefined): Criteria {
  const value = (name: string) => input?.optionalObject(name)?.text("Value", { min: 1, max: 500 });
  const [entityArn, severity, status, state] = ["EntityArn", "Severity", "Status", "State"].map(value);
  const created = input?.optionalObject("CreatedTime");
  const fromMs = created?.instant("StartInclusive") ?? Number.NEGATIVE_INFINITY;
  const toMs = created?.instant("EndInclusive") ?? Number.POSITIVE_INFINITY;
  return {
    entityArn,
    match: (row, rowStatus) =>
      (severity === undefined || (rowStatus !== "RUNNING" && row.severity === severity)) &&
      (status === undefined || rowStatus === status) &&
      (state === undefined || row.state === state) &&
      row.createdAtMs >= fromMs &&
      row.createdAtMs <= toMs,
    text: JSON.stringify([entityArn, severity, status, state, fromMs, toMs]),
  };
}

export interface Order {
  compareAt(nowMs: number): (a: Investigation, b: Investigation) => number;
  readonly text: string;
}

const fields = ["SEVERITY", "STATUS", "CREATED_TIME"] as const;

/** SortCriteria of ListInvestigations; equal rows stay in the order of their start. */
export function orderIn(input: Input | undefined): Order {
  const field = input?.optionalChoice("Field", fields) ?? "CREATED_TIME";
  const direction = input?.optionalChoice("SortOrder", ["ASC", "DESC"]) ?? "DESC";
  const sign = direction === "ASC" ? 1 : -1;
  return {
    compareAt: (nowMs) => (a, b) => sign * (rank(a, field, nowMs) - rank(b, field, nowMs) || a.ordinal - b.ordinal),
    text: `${field} ${direction}`,
  };
}

function rank(row: Investigation, field: (typeof fields)[number], nowMs: number): number {
  if (field === "CREATED_TIME") return row.createdAtMs;
  if (field === "STATUS") return ["FAILED", "RUNNING", "SUCCESSFUL"].indexOf(statusAt(row, nowMs));
  const { Severity } = summaryAt(row, nowMs);
  return Severity === undefined ? -1 : severities.indexOf(Severity);
}
