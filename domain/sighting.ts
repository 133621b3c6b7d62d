import type { Principal, SlimFinding } from "./contract.ts";
import type { Activity } from "./scope-window.ts";

/** A principal in one Region, as all findings of a batch tell of it: its whole activity, its ARN with the path if any has it. */
export interface Sighting extends Activity {
  readonly principal: Principal;
}

/** Every principal of the findings. Keyed by `sightingKey`: Detective is asked per Region. */
export function sightingsOf(findings: readonly SlimFinding[]): ReadonlyMap<string, Sighting> {
  const sightings = new Map<string, Sighting>();
  for (const { region, principals, firstActivityAt, lastActivityAt } of findings) {
    const [firstAt, lastAt] = [Date.parse(firstActivityAt), Date.parse(lastActivityAt)];
    for (const principal of principals) {
      const key = sightingKey(region, principal);
      const known = sightings.get(key) ?? { principal, firstAt, lastAt };
      sightings.set(key, {
        principal: betterKnown(known.principal, principal),
        firstAt: Math.min(known.firstAt, firstAt),
        lastAt: Math.max(known.lastAt, lastAt),
      });
    }
  }
  return sightings;
}

export function sightingKey(region: string, { identity }: Principal): string {
  return JSON.stringify([region, identity]);
}

function betterKnown(a: Principal, b: Principal): Principal {
  if (a.pathKnown !== b.pathKnown) return a.pathKnown ? a : b;
  return a.arn <= b.arn ? a : b;
}
