import type { Group, PrincipalToStart, SlimFinding } from "./contract.ts";
import { formatInstant } from "./instant.ts";
import { findingKeyText } from "./key.ts";
import { type Sighting, sightingKey, sightingsOf } from "./sighting.ts";

/**
 * Puts findings about the same principals of the same Region together, so that they share a wait and a write.
 * Every finding version is in exactly one group; exact duplicates collapse. Each principal carries the activity of all
 * findings that name it in that Region, whatever their group: one investigation covers the whole burst.
 * @returns groups and findings in an order of their own: the same for the same findings, however they arrived
 */
export function groupFindings(findings: readonly SlimFinding[]): readonly Group[] {
  const versions = distinctVersions(findings);
  const sightings = sightingsOf(versions);
  const members = new Map<string, SlimFinding[]>();
  for (const finding of versions) {
    const key = groupKey(finding);
    const group = members.get(key);
    if (group) group.push(finding);
    else members.set(key, [finding]);
  }
  const sorted = [...members].sort(([a], [b]) => compare(a, b));
  return sorted.map(([, group]) => ({ principals: toStart(group, sightings), findings: group }));
}

function distinctVersions(findings: readonly SlimFinding[]): readonly SlimFinding[] {
  const versions = new Map<string, SlimFinding>();
  for (const finding of findings) {
    const key = JSON.stringify([findingKeyText(finding), finding.version]);
    const twin = versions.get(key);
    if (!twin || outranks(finding, twin)) versions.set(key, finding);
  }
  return [...versions].sort(([a], [b]) => compare(a, b)).map(([, finding]) => finding);
}

// Of two copies the one that was asked for wins, then the more often tried, then the one that names more; text makes it certain.
function outranks(a: SlimFinding, b: SlimFinding): boolean {
  const rank = (finding: SlimFinding) => [Number(finding.requested), finding.attempt, finding.principals.length];
  const [ranksA, ranksB] = [rank(a), rank(b)];
  const differing = ranksA.findIndex((value, index) => value !== ranksB[index]);
  return differing === -1 ? JSON.stringify(a) > JSON.stringify(b) : (ranksA[differing] ?? 0) > (ranksB[differing] ?? 0);
}

// In the order of the group's first finding: strongest first.
function toStart(group: readonly SlimFinding[], sightings: ReadonlyMap<string, Sighting>): PrincipalToStart[] {
  const [finding] = group;
  const starts = new Map<string, PrincipalToStart>();
  for (const named of finding?.principals ?? []) {
    const region = finding?.region ?? "";
    const sighting = sightings.get(sightingKey(region, named));
    if (!sighting) continue;
    const [firstActivityAt, lastActivityAt] = [formatInstant(sighting.firstAt), formatInstant(sighting.lastAt)];
    starts.set(named.identity, {
      ...sighting.principal,
      kind: "start",
      region,
      firstActivityAt,
      lastActivityAt,
      try: 1,
    });
  }
  return [...starts.values()];
}

/** What findings of one group have in common: the Region and the principals. */
export function groupKey({ region, principals }: Pick<SlimFinding, "region" | "principals">): string {
  const identities = new Set(principals.map(({ identity }) => identity));
  return JSON.stringify([region, ...[...identities].sort()]);
}

// By code unit, not by locale: the same everywhere.
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
