import { SlimFinding } from "#domain/contract.ts";
import type { FindingRecord, FindingVersion, InFlight, SettledVersion } from "#domain/finding-record.ts";
import { type Instant, parseInstant } from "#domain/instant.ts";
import { parseJson } from "#domain/json.ts";
import { type FindingKey, findingKeyText } from "#domain/key.ts";

/** A finding record as the table holds it. `inFlight` and `inFlightSince` are the keys of the sparse index `in-flight`. */
export interface FindingRecordItem {
  readonly pk: string;
  readonly productArn: string;
  readonly id: string;
  readonly expiration: number;
  readonly settled?: SettledVersion;
  readonly settledRank?: string;
  readonly settledBy?: string;
  readonly inFlight?: "yes";
  readonly inFlightSince?: Instant;
  readonly inFlightRank?: string;
  readonly inFlightBy?: string;
  readonly inFlightVersion?: string;
  readonly inFlightPrincipals?: readonly string[];
  /** JSON of the finding, when it joined the execution on its way. */
  readonly inFlightFinding?: string;
}

export const inFlightIndex = "in-flight";

export function recordKey(key: FindingKey): { readonly pk: string } {
  return { pk: `finding#${findingKeyText(key)}` };
}

export function recordOf(item: FindingRecordItem): FindingRecord {
  const { productArn, id, settled } = item;
  const inFlight = inFlightOf(item);
  return { productArn, id, ...(settled && { settled }), ...(inFlight && { inFlight }) };
}

/** Nothing for a finding that a later release let join: to put it back takes one that can read it, and the mark waits for that. */
export function overdueOf(item: FindingRecordItem): readonly (FindingVersion & InFlight)[] {
  const { productArn, id } = item;
  const inFlight = inFlightOf(item);
  const isReadable = item.inFlightFinding === undefined || inFlight?.joined !== undefined;
  return inFlight && isReadable ? [{ productArn, id, ...inFlight }] : [];
}

/** Text that DynamoDB orders as `newerVersion` does: the instant, or 0 and the version itself where it names none. */
export function versionRank(version: string): string {
  const at = parseInstant(version);
  return at === undefined ? `${"0".repeat(15)} ${version}` : String(at + 1).padStart(15, "0");
}

function inFlightOf(item: FindingRecordItem): InFlight | undefined {
  const { inFlightVersion: version, inFlightPrincipals: principals, inFlightBy: executionArn, inFlightSince } = item;
  if (version === undefined || !principals || executionArn === undefined || inFlightSince === undefined)
    return undefined;
  const joined = item.inFlightFinding === undefined ? undefined : findingIn(item.inFlightFinding);
  return { version, principals, executionArn, since: inFlightSince, ...(joined && { joined }) };
}

function findingIn(text: string): SlimFinding | undefined {
  const json = parseJson(text);
  return json.kind === "json" ? SlimFinding.safeParse(json.value).data : undefined;
}
