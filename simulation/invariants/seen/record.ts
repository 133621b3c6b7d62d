import type { MemoryTable } from "../../table/memory-table.ts";
import { type Item, isList, isMap, type Value } from "../../table/value.ts";
import { keyOf, rankOf } from "./version.ts";

/** What the table says of a finding. */
export interface SeenRecord {
  readonly key: string;
  readonly settled: SeenSettled | undefined;
  /** The execution that has it, and since when, ms; undefined when none has. */
  readonly inFlight: { readonly by: string; readonly version: string; readonly sinceMs: number } | undefined;
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
export function seenRecord(item: Item): SeenRecord | undefined {
  const [productArn, id] = [item.get("productArn"), item.get("id")];
  if (typeof productArn !== "string" || typeof id !== "string") return undefined;
  const [by, version, sinceMs] = [item.get("inFlightBy"), item.get("inFlightVersion"), item.get("inFlightSince")];
  const isOnItsWay = item.get("inFlight") !== undefined;
  return {
    key: keyOf(productArn, id),
    settled: settledIn(item.get("settled")),
    inFlight: isOnItsWay ? { by: textOf(by), version: textOf(version), sinceMs: Number(sinceMs) } : undefined,
  };
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

function settledIn(settled: Value | undefined): SeenSettled | undefined {
  if (!isMap(settled)) return undefined;
  const [version, coveredUntil, principals] = [
    textOf(settled.get("version")),
    settled.get("coveredUntil"),
    settled.get("principals"),
  ];
  return {
    version,
    rank: rankOf(version),
    outcome: textOf(settled.get("outcome")),
    principals: isList(principals) ? principals.map(String) : [],
    coveredUntilMs: typeof coveredUntil === "number" ? coveredUntil : undefined,
    executionArn: textOf(settled.get("executionArn")),
  };
}

function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
