const noteCharsMax = 512;

/** One of three sentences, by severity, and a link to the report: never what was found. @throws {Error} there is no severity */
export function blogNote(
  { Severity, InvestigationId }: Readonly<Record<string, unknown>>,
  { hours, region }: { readonly hours: number; readonly region: string },
) {
  const link = `https://${region}.console.aws.amazon.com/detective/home?region=${region}#investigationReport/${InvestigationId}`;
  const Text = `${sentence(Severity)} Window: ${hours} hours. ${link}`.substring(0, noteCharsMax);
  return { Text, UpdatedBy: "Detective Investigation Lambda function." };
}

function sentence(severity: unknown): string {
  switch (severity) {
    case "INFORMATIONAL":
    case "LOW":
      return "Nothing unusual was seen.";
    case "MEDIUM":
      return "Some behaviour was unusual.";
    case "HIGH":
    case "CRITICAL":
      return "The principal may be compromised.";
    default:
      throw new Error("The investigation has no severity");
  }
}
