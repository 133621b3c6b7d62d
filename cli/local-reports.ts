import { parseJson } from "#domain/json.ts";
import { InvestigationReport } from "#domain/report/investigation-report.ts";
import type { Cloud } from "#local/cloud.ts";

/** The reports that the deployed stack keeps in its bucket; none where its settings keep none. */
export function reportsIn({ services, outputs }: Cloud): readonly InvestigationReport[] {
  const bucket = outputs["ReportsBucketName"];
  if (bucket === undefined) return [];
  const kept = services.S3.objects(bucket).filter(({ key }) => key.endsWith("/report.json"));
  return kept.flatMap(({ bytes }) => {
    const json = parseJson(new TextDecoder().decode(bytes));
    const report = json.kind === "json" ? InvestigationReport.safeParse(json.value).data : undefined;
    return report ? [report] : [];
  });
}
