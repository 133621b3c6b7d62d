import { concurrently } from "#domain/concurrently.ts";
import { linkedRegions } from "#domain/region.ts";
import type { Place } from "./check.ts";

const atOnceMax = 6;

/**
 * The Regions whose findings reach the stack: its own, those that Security Hub links to it and is on in, and those asked for.
 * Where the aggregation cannot be read, its own.
 */
export async function regionsConcerned(place: Place): Promise<readonly string[]> {
  const { setUp, region, moreRegions } = place;
  const { partition } = await setUp.caller();
  const aggregation = await setUp.aggregation().catch(() => undefined);
  const linked = aggregation?.homeRegion === region ? linkedRegions(aggregation, partition) : [];
  // "All Regions" means those in use: a Region without Security Hub sends nothing.
  const inUse = await concurrently(linked, atOnceMax, (name) => setUp.hub(name).catch(() => false));
  const used = linked.filter((_, at) => inUse[at]);
  return [...new Set([region, ...used, ...moreRegions])];
}

/** Looks at every Region concerned, a few at a time. */
export async function inEveryRegion<T>(
  place: Place,
  look: (region: string) => Promise<readonly T[]>,
): Promise<{ readonly regions: readonly string[]; readonly found: readonly T[] }> {
  const regions = await regionsConcerned(place);
  return { regions, found: (await concurrently(regions, atOnceMax, look)).flat() };
}
