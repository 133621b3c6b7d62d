import { instantOf } from "../request/instant.ts";
import { copyJson } from "../request/json-copy.ts";
import { memberOf } from "../request/record.ts";
import { invalidInput } from "./errors.ts";
import { importedEvent } from "./events.ts";
import { type Finding, type FindingIdentifier, identifierOf, regionOf } from "./finding.ts";
import { sizeOf } from "./finding-size.ts";
import type { StoredFinding } from "./finding-store.ts";
import { productOf } from "./product.ts";
import { alignProviderFields, providerFields } from "./provider-fields.ts";
import type { SecurityHubState } from "./state.ts";
import { reopens } from "./workflow.ts";

/** What an import did: an update that is not newer than the finding is ignored. */
export type ImportOutcome = "created" | "updated" | "ignored";

/** What only customers set once a finding exists. */
const customerOnly = ["Note", "UserDefinedFields", "VerificationState", "Workflow"];

/**
 * A provider's finding, new or updated, as BatchImportFindings takes it in: fields that are missing are filled in, what customers
 * set is kept, automation rules are applied to the provider's own finding, and the event goes out.
 * @throws {ServiceError} the finding has no Id or no ProductArn, or nests too deeply to be written
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/automation-rules.html
 */
export function importFinding(state: SecurityHubState, given: Finding): ImportOutcome {
  const identifier = admissible(given);
  const existing = state.findings.get(identifier);
  if (existing && !isNewer(given, existing.head)) return "ignored";
  const nowMs = state.world.clock.now();
  const original = complete(alignProviderFields(copyJson(given)), state, nowMs);
  const merged = existing ? overExisting(original, existing) : original;
  const finding = state.rules.apply(original, merged, nowMs);
  state.findings.put(identifier, finding, { visibleAtMs: nowMs + state.importLagMs() });
  state.emit(importedEvent(state.world, finding));
  return existing ? "updated" : "created";
}

/** Stores a finding as it stands, unless the hub holds this version or a newer one; says whether it did. */
export function putFinding({ findings, world }: SecurityHubState, given: Finding): boolean {
  const identifier = admissible(given);
  const existing = findings.get(identifier);
  if (existing && !isNewer(given, existing.head)) return false;
  findings.put(identifier, copyJson(given), { visibleAtMs: world.clock.now() });
  return true;
}

/** The identity of a finding that can be stored. */
function admissible(finding: Finding): FindingIdentifier {
  const identifier = identifierOf(finding);
  if (!identifier) throw invalidInput("Invalid parameter 'Findings'. A finding must have an Id and a ProductArn");
  if (sizeOf(finding) === Number.POSITIVE_INFINITY) {
    throw invalidInput("Invalid parameter 'Findings'. A finding must not nest this deeply");
  }
  return identifier;
}

/** Instants that cannot be read do not hold an update up. */
function isNewer(given: Finding, existing: Finding): boolean {
  const givenMs = instantOf(memberOf(given, "UpdatedAt"));
  const existingMs = instantOf(memberOf(existing, "UpdatedAt"));
  if (givenMs === undefined || existingMs === undefined) {
    return memberOf(given, "UpdatedAt") !== memberOf(existing, "UpdatedAt");
  }
  return givenMs > existingMs;
}

function complete(finding: Finding, { world }: SecurityHubState, nowMs: number): Finding {
  return {
    ...productOf(String(finding["ProductArn"])),
    Region: regionOf(finding) ?? world.region,
    RecordState: "ACTIVE",
    Workflow: { Status: "NEW" },
    WorkflowState: "NEW",
    ...finding,
    ProcessedAt: new Date(nowMs).toISOString(),
  };
}

function overExisting(original: Finding, { head, customerFields }: StoredFinding): Finding {
  const merged: Record<string, unknown> = { ...original };
  const kept = [...customerOnly, ...providerFields.filter((name) => customerFields.has(name))];
  for (const name of kept) {
    const value = memberOf(head, name);
    if (value === undefined) delete merged[name];
    else merged[name] = value;
  }
  if (reopens(head, original)) merged["Workflow"] = { Status: "NEW" };
  return merged;
}
