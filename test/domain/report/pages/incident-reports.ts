import { readFileSync } from "node:fs";
import type { Indicator as SdkIndicator } from "@aws-sdk/client-detective";
import { indicatorOf } from "#adapters/detective-indicator.ts";
import { SeverityLabel } from "#domain/contract.ts";
import { composeReport } from "#domain/report/compose-report.ts";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import { anInvestigation, aReportInput, aRunningPrincipal } from "#test/builders/report.ts";

interface Plan {
  readonly severity: string;
  readonly indicators: readonly SdkIndicator[];
}

const file = new URL("../../../../cli/incident/behaviour.json", import.meta.url);
const { principals }: { readonly principals: Readonly<Record<string, Plan>> } = JSON.parse(readFileSync(file, "utf8"));

/** The reports of the bundled incident by the name of their principal, at fixed times; that of data-export is not complete. */
export const incidentReports: ReadonlyMap<string, InvestigationReport> = new Map(
  Object.entries(principals).flatMap(([arn, { severity, indicators }]) => {
    const [, type, name = ""] = /:(user|role)\/(?:.*\/)?(.+)$/.exec(arn) ?? [];
    if ((type !== "user" && type !== "role") || indicators === undefined) return [];
    const input = aReportInput({
      principal: { ...aRunningPrincipal({ type, name }), arn },
      investigation: anInvestigation({ severity: SeverityLabel.parse(severity) }),
      indicators: indicators.map(indicatorOf),
      complete: name !== "data-export",
    });
    return [[name, composeReport(input)]];
  }),
);
