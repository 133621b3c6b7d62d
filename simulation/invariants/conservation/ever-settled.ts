import type { SimulatedCloud } from "../../cloud.ts";
import type { AcceptedVersion } from "../seen/accepted.ts";
import { recordPrefix, type SeenSettled, seenRecord } from "../seen/record.ts";

/** Everything that was ever remembered of findings, whatever the table says of them now. */
export class EverSettled {
  readonly #best = new Map<string, SeenSettled>();
  readonly #written = new Map<string, SeenSettled[]>();

  constructor({ table }: Pick<SimulatedCloud, "table">) {
    table.onChange((pk, _before, after) => {
      const record = after && pk.startsWith(recordPrefix) ? seenRecord(after) : undefined;
      if (record?.settled) this.#add(record.key, record.settled);
    });
  }

  /** The best that was remembered: of the newest version, and written where it was parked another time. */
  best(key: string): SeenSettled | undefined {
    return this.#best.get(key);
  }

  /** Whether what was written of an earlier version answers for this one too: it stays on the finding when that is parked later. */
  covers(version: AcceptedVersion): boolean {
    return (this.#written.get(version.key) ?? []).some((settled) => covers(settled, version));
  }

  #add(key: string, settled: SeenSettled): void {
    if (isBetter(settled, this.#best.get(key))) this.#best.set(key, settled);
    if (settled.outcome !== "parked") this.#written.set(key, [...(this.#written.get(key) ?? []), settled]);
  }
}

function isBetter(settled: SeenSettled, known: SeenSettled | undefined): boolean {
  if (!known || settled.rank !== known.rank) return settled.rank > (known?.rank ?? Number.NEGATIVE_INFINITY);
  return settled.outcome !== "parked" || known.outcome === "parked";
}

function covers({ coveredUntilMs, principals: known }: SeenSettled, { principals, lastMs }: AcceptedVersion): boolean {
  if (coveredUntilMs === undefined || (lastMs !== undefined && lastMs > coveredUntilMs)) return false;
  return [...principals].every((principal) => known.includes(principal));
}
