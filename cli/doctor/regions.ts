import { concurrently } from "#domain/concurrently.ts";
import { parseJson } from "#domain/json.ts";
import { linkedRegions } from "#domain/region.ts";
import { allowsRegion } from "#domain/remit.ts";
import { Settings } from "#domain/settings.ts";
import type { Place } from "./check.ts";

const atOnceMax = 6;

/**
 * The Regions whose findings reach the stack: its own, those that Security Hub links to it and is on in, and those asked for;
 * of the first two those that the settings allow. Where the aggregation cannot be read, its own.
 */
export async function regionsConcerned(place: Place): Promise<readonly string[]> {
  const { region, moreRegions } = place;
  const allowed = await allowedIn(place);
  const linked = await linkedInUse(place);
  return [...new Set([...[region, ...linked].filter(allowed), ...moreRegions])];
}

/** The Regions that Security Hub links to the stack's and is on in. */
export async function linkedInUse({ setUp, region }: Place): Promise<readonly string[]> {
  const { partition } = await setUp.caller();
  const aggregation = await setUp.aggregation().catch(() => undefined);
  const linked = aggregation?.homeRegion === region ? linkedRegions(aggregation, partition) : [];
  // "All Regions" means those in use: a Region without Security Hub sends nothing.
  const inUse = await concurrently(linked, atOnceMax, (name) => setUp.hub(name).catch(() => false));
  return linked.filter((_, at) => inUse[at]);
}

/** What the deployed stack lets in; without a stack that tells, every Region. */
export async function allowedIn({ setUp }: Place): Promise<(region: string) => boolean> {
  const stack = await setUp.stack().catch(() => undefined);
  const told = Settings.shape.allowedRegions.safeParse(jsonOf(stack?.outputs["AllowedRegions"]));
  return (region) => allowsRegion(told.success ? told.data : [], region);
}

/** What an output of the stack holds; undefined for none, as in stacks of earlier versions. */
export function jsonOf(output: string | undefined): unknown {
  const read = output === undefined ? undefined : parseJson(output);
  return read?.kind === "json" ? read.value : undefined;
}

/** Looks at every Region concerned, a few at a time. */
export async function inEveryRegion<T>(
  place: Place,
  look: (region: string) => Promise<readonly T[]>,
): Promise<{ readonly regions: readonly string[]; readonly found: readonly T[] }> {
  const regions = await regionsConcerned(place);
  return { regions, found: (await concurrently(regions, atOnceMax, look)).flat() };
}
