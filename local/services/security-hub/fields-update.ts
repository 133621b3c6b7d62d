import { severities } from "../../behaviour/shape.ts";
import type { Input, TextRule } from "../request/input.ts";
import { copyJson } from "../request/json-copy.ts";
import { isRecord, memberOf } from "../request/record.ts";
import type { Finding } from "./finding.ts";
import { completeSeverity } from "./severity.ts";

/** The fields of a finding that a customer or an automation rule may set, checked against their limits. */
export type FieldsUpdate = Readonly<Record<string, unknown>>;

const nonEmpty: TextRule = { pattern: /\S/ };
const percent = { min: 0, max: 100 };

/** @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindings.html for the limits */
export function fieldsUpdateIn(input: Input): FieldsUpdate {
  const note = input.optionalObject("Note");
  const workflow = input.optionalObject("Workflow");
  return copyJson({
    Confidence: input.optionalInteger("Confidence", percent),
    Criticality: input.optionalInteger("Criticality", percent),
    Note: note && { Text: note.text("Text", { ...nonEmpty, max: 512 }), UpdatedBy: note.text("UpdatedBy", nonEmpty) },
    RelatedFindings: input
      .optionalObjects("RelatedFindings", { min: 1, max: 10 })
      ?.map((related) => ({ ProductArn: related.text("ProductArn", nonEmpty), Id: related.text("Id", nonEmpty) })),
    Severity: severityIn(input.optionalObject("Severity")),
    Types: input.optionalTexts("Types", { max: 50 }, nonEmpty),
    UserDefinedFields: userDefinedFieldsIn(input.optionalObject("UserDefinedFields")),
    VerificationState: input.optionalChoice("VerificationState", [
      "UNKNOWN",
      "TRUE_POSITIVE",
      "FALSE_POSITIVE",
      "BENIGN_POSITIVE",
    ]),
    Workflow: workflow && {
      Status: workflow.optionalChoice("Status", ["NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED"]),
    },
  });
}

function severityIn(input: Input | undefined) {
  return (
    input && {
      Label: input.optionalChoice("Label", severities),
      Normalized: input.optionalInteger("Normalized", percent),
      Product: input.optionalNumber("Product"),
    }
  );
}

function userDefinedFieldsIn(input: Input | undefined): Readonly<Record<string, string>> | undefined {
  if (!input) return undefined;
  const keys = input.names();
  if (keys.length > 50) throw input.fault("Member must have at most 50 entries");
  for (const key of keys) {
    if (!key.trim() || key.length > 128) throw input.fault("Key must have a length between 1 and 128", key);
  }
  return Object.fromEntries(keys.map((key) => [key, input.text(key, { ...nonEmpty, max: 1024 })]));
}

/**
 * The finding with the update on it. Fields that are not updated are the same values in the same order, `UpdatedAt` among
 * them. User-defined fields are replaced as a whole, unless `mergeUserDefinedFields` adds to those that are there.
 */
export function applyUpdate(
  finding: Finding,
  update: FieldsUpdate,
  nowMs: number,
  options: { readonly mergeUserDefinedFields?: boolean } = {},
): Finding {
  const updated: Record<string, unknown> = { ...finding, ...update };
  if (isRecord(update["Note"])) updated["Note"] = { ...update["Note"], UpdatedAt: new Date(nowMs).toISOString() };
  if (isRecord(update["Severity"])) {
    const { Label: _label, Normalized: _normalized, ...kept } = recordAt(finding, "Severity");
    updated["Severity"] = { ...kept, ...recordAt({ Severity: completeSeverity(update["Severity"]) }, "Severity") };
  }
  if (isRecord(update["Workflow"])) updated["Workflow"] = { ...recordAt(finding, "Workflow"), ...update["Workflow"] };
  if (options.mergeUserDefinedFields && isRecord(update["UserDefinedFields"])) {
    updated["UserDefinedFields"] = { ...recordAt(finding, "UserDefinedFields"), ...update["UserDefinedFields"] };
  }
  return updated;
}

function recordAt(value: unknown, name: string): Readonly<Record<string, unknown>> {
  const member = memberOf(value, name);
  return isRecord(member) ? member : {};
}
