import { durationInWords } from "../../../duration.ts";
import type { InvestigationReport } from "../../investigation-report.ts";
import { type Cell, code, instant } from "./piece.ts";

export interface Fact {
  readonly label: string;
  readonly value: Cell;
}

/** Who, where, which period, and when it was looked at. */
export function facts(report: InvestigationReport): readonly Fact[] {
  const { principal, region, scopeStartAt, scopeEndAt, createdAt, readAt, complete } = report;
  const span = durationInWords(Date.parse(scopeEndAt) - Date.parse(scopeStartAt));
  return [
    { label: "Principal", value: code(principal.arn) },
    { label: "Account", value: code(principal.accountId) },
    { label: "Region", value: code(region) },
    {
      label: "Period looked at",
      value: [{ text: `${instant(scopeStartAt).text} to ${instant(scopeEndAt).text}` }, { text: span }],
    },
    { label: "Investigated", value: instant(createdAt) },
    { label: "Evidence read", value: [instant(readAt), { text: complete ? "complete" : "not complete" }] },
  ];
}
