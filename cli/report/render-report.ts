import { cleanText } from "#domain/text.ts";
import type { FoundReports } from "../commands/report.ts";
import type { Paint } from "../paint.ts";
import { shortPrincipal } from "../short-principal.ts";

/** What `gumshoe report` answers. */
export interface ReportAnswer {
  readonly asked: string;
  readonly reports: readonly {
    readonly investigationId: string;
    readonly region: string;
    readonly principalArn: string;
    /** `NONE`: Detective has not rated it. */
    readonly severity: string;
    /** False when not all of the evidence could be read. */
    readonly complete: boolean;
    readonly from: FoundReports["found"][number]["from"];
    readonly files: readonly string[];
  }[];
  readonly missing: FoundReports["missing"];
}

const sources = { bucket: "as the pipeline kept it", detective: "made of what Detective holds now" } as const;

/** The answer as a person wants to read it. */
export function renderReport({ reports, missing }: ReportAnswer, paint: Paint): string {
  return [
    ...reports.flatMap(({ severity, principalArn, from, complete, files }) => [
      `${paint.bold(severity === "NONE" ? "not rated" : severity)}  ${cleanText(shortPrincipal(principalArn), 200)}, ${sources[from]}${complete ? "" : ", not all of the evidence could be read"}`,
      ...files.map((file) => `  ${file}`),
    ]),
    ...missing.map(({ message }) => cleanText(message, 600)),
  ].join("\n");
}
