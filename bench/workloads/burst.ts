import { crowd } from "./crowd.ts";
import { usual } from "./duration.ts";
import { anyContent, plainContent } from "./finding.ts";
import { anybody, plainRole } from "./person.ts";
import type { Scene } from "./scene.ts";

const [findingsOfBurst, principalsOfBurst, secondsOfBurst] = [1_000, 100, 60];

/** The options of an incident: 1,000 findings about 100 people within a minute. */
export const burstOptions = (seed: string, scale: number) => ({
  seed,
  findings: Math.round(findingsOfBurst * scale),
  principals: Math.round(principalsOfBurst * scale),
  seconds: secondsOfBurst,
  duration: usual,
  person: anybody,
  content: anyContent,
});

export function burst(seed: string, scale: number): Scene {
  return crowd(burstOptions(seed, scale));
}

/** So much that nobody is turned away: whoever is costs less, and does less. */
const unlimited = { perSecond: 1_000_000, burst: 1_000_000 };

/** A minute of findings that every system reads right, so many about each principal: what they cost. */
export function sharing(seed: string, findings: number, findingsPerPrincipal: number): Scene {
  const principals = Math.max(1, Math.round(findings / findingsPerPrincipal));
  const plain = { person: (_: unknown, index: number) => plainRole(index), content: () => plainContent };
  const scene = crowd({ seed, findings, principals, seconds: secondsOfBurst, duration: usual, ...plain });
  return { ...scene, detectiveRate: unlimited };
}
