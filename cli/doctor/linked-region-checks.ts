import * as z from "zod";
import { linkedRegions as linkedBy } from "#domain/region.ts";
import type { Check, Place, Trouble } from "./check.ts";
import { allowedIn, jsonOf, linkedInUse } from "./regions.ts";
import { seen, troublesIn } from "./sight.ts";
import { stackOf } from "./stack-parts.ts";

type LinkProblem = "unarmed" | "unlinked";

/** Whether the setting `linkedRegions`, which says where findings are armed, agrees with what Security Hub aggregates. */
export const linkedRegions: Check<LinkProblem> = {
  name: "linked regions",
  needs: ["stack", "aggregation"],
  async run(place) {
    const { outputs } = await stackOf(place);
    const set = z.array(z.string()).safeParse(jsonOf(outputs["LinkedRegions"]));
    if (!set.success) return { skipped: "the stack does not tell its linked Regions, a newer version does" };
    if (place.isLocal) return { skipped: "the local AWS arms the findings of every Region" };
    const allowed = await allowedIn(place);
    const inUse = (await linkedInUse(place)).filter(allowed);
    const unarmed = inUse.filter((region) => !set.data.includes(region));
    const unlinked = await unlinkedOf(place, set.data);
    return seen(set.data.length === 0 ? "none" : set.data.join(", "), [
      ...troubles(place, "unarmed", unarmed, "findings arrive that no rule has armed, from"),
      ...troubles(place, "unlinked", unlinked, "rules arm findings that are not aggregated, in"),
    ]);
  },
  fix: {
    unarmed: {
      means:
        "Findings of these Regions are investigated only when somebody asks: automation rules work where they are made",
      command: (shell, { subject }) => `add ${subject} to linkedRegions in cdk.json, then ${shell.deploy("all")}`,
    },
    unlinked: {
      means: "Findings of these Regions do not reach the stack",
      command: (_shell, { subject }) =>
        `link ${subject} in Security Hub (Settings, Regions), or take it out of linkedRegions in cdk.json`,
    },
  },
};

async function unlinkedOf({ setUp }: Place, set: readonly string[]): Promise<readonly string[]> {
  const [{ partition }, aggregation] = await Promise.all([setUp.caller(), setUp.aggregation()]);
  // Where nothing is aggregated, the check before has said so.
  if (aggregation === undefined) return [];
  // "All Regions" includes those that accounts opt in to, which are not known by name.
  const { mode, regions } = aggregation;
  if (mode === "ALL_REGIONS") return [];
  if (mode === "ALL_REGIONS_EXCEPT_SPECIFIED") return set.filter((region) => regions.includes(region));
  const linked = linkedBy(aggregation, partition);
  return set.filter((region) => !linked.includes(region));
}

function troubles(
  place: Place,
  problem: LinkProblem,
  regions: readonly string[],
  says: string,
): Trouble<LinkProblem>[] {
  if (regions.length === 0) return [];
  return [troublesIn(place).warning(problem, `${says} ${regions.join(", ")}`, regions.join(", "))];
}
