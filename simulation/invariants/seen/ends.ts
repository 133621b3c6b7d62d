import { textAt, valueAt } from "#domain/json.ts";
import type { SimulatedCloud } from "../../cloud.ts";

/** When investigations came to their ends, as far as anybody could know. */
export interface SeenEnds {
  /** The later of its end and the last answer that denied it, ms; undefined when there is none of that id. */
  of(investigationId: string): number | undefined;
}

const known = new WeakMap<SimulatedCloud, SeenEnds>();
const ends: ReadonlySet<unknown> = new Set(["SUCCESSFUL", "FAILED"]);

/** The ends of a world's investigations. Followed from the first time that somebody asks, for all who ask. */
export function seenEnds(cloud: SimulatedCloud): SeenEnds {
  const before = known.get(cloud);
  if (before) return before;
  const deniedAtMs = new Map<string, number>();
  cloud.watch((happening, atMs) => {
    if (happening.kind !== "call" || happening.operation !== "GetInvestigation") return;
    const { input, told } = happening;
    if (told === undefined || ends.has(valueAt(told, "Status"))) return;
    deniedAtMs.set(textAt(input, "InvestigationId") ?? "", atMs);
  });
  const seen: SeenEnds = {
    of(investigationId) {
      const investigation = cloud.services.Detective.investigation(investigationId);
      return investigation && Math.max(investigation.finishesAtMs, deniedAtMs.get(investigationId) ?? 0);
    },
  };
  known.set(cloud, seen);
  return seen;
}
