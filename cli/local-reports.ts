import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import { evidenceIn } from "#domain/report/pages/evidence-in.ts";
import type { Cloud } from "#local/cloud.ts";

/** The reports that the deployed stack keeps in its bucket; none where its settings keep none. */
export function reportsIn({ services, outputs }: Cloud): readonly InvestigationReport[] {
  const bucket = outputs["ReportsBucketName"];
  if (bucket === undefined) return [];
  const kept = services.S3.objects(bucket).filter(({ key }) => key.endsWith("/report.html"));
  return kept.flatMap(({ bytes }) => evidenceIn(new TextDecoder().decode(bytes)) ?? []);
}
