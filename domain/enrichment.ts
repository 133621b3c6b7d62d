import type { ToldBrief } from "./brief/brief-hash.ts";
import { composeBrief } from "./brief/compose-brief.ts";
import type { FindingBrief } from "./brief/finding-brief.ts";
import { toldOf } from "./brief/told-brief.ts";
import type { BusEvent } from "./bus-event.ts";
import type { ParkReason, PrincipalSettled, PrincipalState, SlimFinding } from "./contract.ts";
import { byText, grouped } from "./fact.ts";
import { causeText, parkingOf } from "./failure.ts";
import { fieldsOfFailure, mergeFields, ownFields, sameFields } from "./fields.ts";
import { findingEvent } from "./finding-event.ts";
import type { Settlement } from "./finding-record.ts";
import { parseInstant } from "./instant.ts";
import { type FindingKey, findingKeyText } from "./key.ts";
import { isOurs, type Note, planNote } from "./note-policy.ts";
import type { InvestigationReport } from "./report/investigation-report.ts";
import type { Settings } from "./settings.ts";
import { reachVerdict, type Verdict } from "./verdict.ts";

/** A finding as Security Hub holds it, reduced to what an enrichment may touch. */
export interface StoredFinding extends FindingKey {
  readonly version: string;
  readonly note?: Note;
  readonly userDefinedFields: Readonly<Record<string, string>>;
  /** In its own format, as GetFindings answers it; absent when Security Hub does not hold it. */
  readonly raw?: unknown;
}

/** One write to Security Hub. The fields are the whole map, those of others included. */
export interface FindingUpdate {
  readonly keys: readonly FindingKey[];
  readonly note?: Note;
  readonly userDefinedFields: Readonly<Record<string, string>>;
}

/** A finding that Security Hub left unprocessed, with its own error code. */
export interface UpdateRefusal {
  readonly key: FindingKey;
  readonly code: string;
  readonly message: string;
}

/** All that follows from the verdict on one finding version. */
export interface EnrichmentPlan {
  readonly finding: SlimFinding;
  readonly outcome: Verdict["outcome"];
  /** Undefined when nothing would change. */
  readonly update: FindingUpdate | undefined;
  readonly settlement: Settlement;
  /** What note, fields and event are renderings of. */
  readonly brief: FindingBrief;
  readonly event: BusEvent;
  /** Set when a principal failed: what succeeded is written, the finding waits for a replay. */
  readonly parking: { readonly code: ParkReason; readonly message: string } | undefined;
}

/**
 * Principals at their end: whatever is still on its way has failed with `failure`.
 * @param failure the error that ended the workflow's work on them
 */
export function settlePrincipals(
  principals: readonly PrincipalState[],
  failure: { readonly error: string; readonly cause: string } = { error: "Unsettled", cause: "no result was reached" },
): readonly PrincipalSettled[] {
  return principals.map((principal) => {
    if (principal.kind !== "start" && principal.kind !== "running") return principal;
    const { identity, arn, name } = principal;
    const id = principal.kind === "running" ? { investigationId: principal.investigationId } : {};
    return { identity, arn, name, kind: "failed", error: failure.error, cause: causeText(failure.cause), ...id };
  });
}

export interface EnrichmentContext {
  readonly executionArn: string;
  readonly notePolicy: Settings["notePolicy"];
  /** Of the group's investigations, by their id, as far as they could be read. */
  readonly reports?: ReadonlyMap<string, InvestigationReport>;
  /** The finding's brief as it was told before. */
  readonly previous?: ToldBrief | undefined;
}

/**
 * What to write on a finding, and what to remember and tell about it. Planned again over its own result, it writes nothing.
 * A try that investigated nothing leaves the evidence and the note of an earlier one, which say until when they reach.
 * The event of a finding that Security Hub does not hold carries no brief: its case would be made up.
 * @param principals the settled ones of the finding's group; those the finding does not name are ignored
 */
export function planEnrichment(
  finding: SlimFinding,
  stored: StoredFinding,
  principals: readonly PrincipalSettled[],
  context: EnrichmentContext,
): EnrichmentPlan {
  const { executionArn, reports = new Map(), previous } = context;
  const verdict = reachVerdict(finding, principals);
  const brief = composeBrief(stored.raw, finding, verdict, reports, { executionArn, previous });
  return {
    finding,
    outcome: verdict.outcome,
    update: planUpdate(stored, brief, context),
    settlement: { ...settlementOf(finding, verdict, executionArn), told: toldOf(brief) },
    brief,
    event: findingEvent(finding, verdict, executionArn, stored.raw === undefined ? undefined : brief),
    parking: parkingOf(verdict.failed),
  };
}

function planUpdate(
  stored: StoredFinding,
  brief: FindingBrief,
  { executionArn, notePolicy }: EnrichmentContext,
): FindingUpdate | undefined {
  const failed = brief.outcome === "parked";
  const note = failed && isOurs(stored.note) ? undefined : planNote(stored.note, brief, notePolicy);
  const ours = ownFields(brief, executionArn);
  const fields = failed ? fieldsOfFailure(stored.userDefinedFields, ours) : ours;
  const userDefinedFields = mergeFields(stored.userDefinedFields, fields);
  if (note === undefined && sameFields(userDefinedFields, stored.userDefinedFields)) return undefined;
  const { productArn, id } = stored;
  return { keys: [{ productArn, id }], userDefinedFields, ...(note === undefined ? {} : { note }) };
}

function settlementOf({ productArn, id, version }: SlimFinding, verdict: Verdict, executionArn: string): Settlement {
  const { outcome, investigated, unknown } = verdict;
  const coveredUntil = parseInstant(verdict.coveredUntil);
  return {
    productArn,
    id,
    version,
    outcome,
    principals: [...investigated, ...unknown].map(({ identity }) => identity).sort(byText),
    ...(coveredUntil === undefined ? {} : { coveredUntil }),
    executionArn,
  };
}

const keysMax = 100;

/** Fewest writes: equal content goes out together, up to 100 findings a write, in an order of its own. */
export function combineUpdates(updates: readonly FindingUpdate[]): readonly FindingUpdate[] {
  const alike = grouped(updates, ({ note, userDefinedFields }) =>
    JSON.stringify([note?.text, note?.updatedBy, Object.entries(userDefinedFields).sort(([a], [b]) => byText(a, b))]),
  );
  return [...alike].sort(([a], [b]) => byText(a, b)).flatMap(([, group]) => batches(group));
}

function batches(alike: readonly FindingUpdate[]): readonly FindingUpdate[] {
  const keys = new Map(alike.flatMap((update) => update.keys).map((key) => [findingKeyText(key), key]));
  const ordered = [...keys].sort(([a], [b]) => byText(a, b)).map(([, key]) => key);
  const [content] = alike;
  if (content === undefined) return [];
  const count = Math.ceil(ordered.length / keysMax);
  return Array.from({ length: count }, (_, at) => ({
    ...content,
    keys: ordered.slice(at * keysMax, (at + 1) * keysMax),
  }));
}
