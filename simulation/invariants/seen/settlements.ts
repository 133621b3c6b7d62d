import type { SimulatedCloud } from "../../cloud.ts";
import { recordPrefix, type SeenSettled, seenRecord } from "./record.ts";

/** What the table says to be settled, by the finding's key, and since when. */
export type SeenSettlements = ReadonlyMap<string, SeenSettled & { readonly atMs: number }>;

const known = new WeakMap<SimulatedCloud, SeenSettlements>();

/** What is settled in a world. Followed from the first time that somebody asks, for all who ask. */
export function seenSettlements(cloud: SimulatedCloud): SeenSettlements {
  const before = known.get(cloud);
  if (before) return before;
  const settlements = new Map<string, SeenSettled & { readonly atMs: number }>();
  cloud.table.onChange((pk, old, item) => {
    if (!pk.startsWith(recordPrefix)) return;
    const record = item && seenRecord(item);
    if (record?.settled) settlements.set(record.key, { ...record.settled, atMs: cloud.clock.now() });
    else settlements.delete(record?.key ?? (old && seenRecord(old)?.key) ?? "");
  });
  known.set(cloud, settlements);
  return settlements;
}
