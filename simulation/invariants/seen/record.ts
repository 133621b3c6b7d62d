import type { MemoryTable } from "../../table/memory-table.ts";
import { type Item, isList, isMap, type Value } from "../../table/value.ts";
import { once } from "./once.ts";
import { keyOf, rankOf } from "./version.ts";

/** What the table says of a finding. */
export interface SeenRecord {
  readonly key: string;
  readonly settled: SeenSettled | undefined;
  /** Undefined when no execution has it. */
  readonly inFlight: SeenFlight | undefined;
}

/** The newest version that an execution has taken on. */
export interface SeenFlight {
  readonly by: string;
  readonly version: string;
  readonly rank: number;
  /** Identities. */
  readonly principals: readonly string[];
  readonly sinceMs: number;
}

export interface SeenSettled {
  readonly version: string;
  readonly rank: number;
  readonly outcome: string;
  /** Identities. */
  readonly principals: readonly string[];
  readonly coveredUntilMs: number | undefined;
  readonly executionArn: string;
}

export const recordPrefix = "finding#";

/** The record in an item; undefined when it is none. */
export const seenRecord = once(readRecord);

function readRecord(item: Item): SeenRecord | undefined {
  const [productArn, id] = [item.get("productArn"), item.get("id")];
  if (typeof productArn !== "string" || typeof id !== "string") return undefined;
  const inFlight = item.get("inFlight") === undefined ? undefined : flightIn(item);
  return { key: keyOf(productArn, id), settled: settledIn(item.get("settled")), inFlight };
}

/** Every finding record, by the finding's key. */
export function seenRecords(table: MemoryTable): ReadonlyMap<string, SeenRecord> {
  const records = new Map<string, SeenRecord>();
  for (const item of table.items()) {
    if (!String(item.get("pk")).startsWith(recordPrefix)) continue;
    const record = seenRecord(item);
    if (record) records.set(record.key, record);
  }
  return records;
}

function flightIn(item: Item): SeenFlight {
  const version = textOf(item.get("inFlightVersion"));
  return {
    by: textOf(item.get("inFlightBy")),
    version,
    rank: rankOf(version),
    principals: textsOf(item.get("inFlightPrincipals")),
    sinceMs: Number(item.get("inFlightSince")),
  };
}

function settledIn(settled: Value | undefined): SeenSettled | undefined {
  if (!isMap(settled)) return undefined;
  const [version, coveredUntil] = [textOf(settled.get("version")), settled.get("coveredUntil")];
  return {
    version,
    rank: rankOf(version),
    outcome: textOf(settled.get("outcome")),
    principals: textsOf(settled.get("principals")),
    coveredUntilMs: typeof coveredUntil === "number" ? coveredUntil : undefined,
    executionArn: textOf(settled.get("executionArn")),
  };
}

function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

function textsOf(value: Value | undefined): readonly string[] {
  return isList(value) ? value.map(String) : [];
}
