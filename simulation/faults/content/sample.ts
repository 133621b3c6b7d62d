import type { FaultKind } from "../fault-kind.ts";
import { alteredFinding } from "./altered-finding.ts";

const forms = [
  { Sample: true },
  { Title: "[SAMPLE] API calls were made from a known malicious address" },
  { ProductFields: { "aws/guardduty/service/additionalInfo/sample": "true" } },
];

export const sampleFaults: readonly FaultKind[] = [
  alteredFinding({
    name: "sample-finding",
    row: 25,
    what: "a finding is a sample, as the product's console makes them to try things out",
    alter: (finding, _chance, nth) => ({ ...finding, ...forms[nth % forms.length] }),
  }),
];
