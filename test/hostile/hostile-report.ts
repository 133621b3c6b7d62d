import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import { aReport, aStory, someObserved } from "#test/builders/brief.ts";

// Words of ours and instants: the contract of reports lets nothing else stand there.
const ours = new Set(["severity", "type of principal", "newFor", "createdAt", "readAt", "scopeStartAt", "scopeEndAt"]);

/** A report with something in every place there is. */
export const fullReport: InvestigationReport = aReport({
  observed: someObserved({
    attack: [
      ...someObserved().attack,
      { tactic: "A tactic of its own", technique: "A technique", procedure: "A procedure", successes: 1, failures: 0 },
    ],
    relatedFindings: [{ arn: "arn:aws:guardduty:eu-west-1:111122223333:x", type: "Type", address: "203.0.113.77" }],
    unknown: [{ type: "A_NEW_TYPE", count: 2 }],
    omitted: 1,
  }),
  story: aStory({ caveats: ["The baseline is young"] }),
  links: {
    ...aReport().links,
    report: "https://eu-west-1.console.aws.amazon.com/s3/object/x",
    markdown: "https://eu-west-1.console.aws.amazon.com/s3/object/y",
  },
});

/** A report with the text in every place that can hold one. */
export function reportWith(text: string): InvestigationReport {
  return replaced(fullReport, text, "") as InvestigationReport;
}

function replaced(value: unknown, text: string, name: string): unknown {
  if (typeof value === "string") return ours.has(name) ? value : text;
  if (Array.isArray(value)) return value.map((one) => replaced(one, text, name));
  if (typeof value !== "object" || value === null) return value;
  const isPrincipal = "identity" in value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      replaced(inner, text, isPrincipal && key === "type" ? "type of principal" : key),
    ]),
  );
}
