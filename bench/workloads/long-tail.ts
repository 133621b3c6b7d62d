import { crowd } from "./crowd.ts";
import { longTailed } from "./duration.ts";
import { anyContent } from "./finding.ts";
import { anybody } from "./person.ts";
import type { Scene } from "./scene.ts";

const [findingsOfHour, principalsOfHour, seconds] = [1_000, 500, 3_600];

/** 1,000 findings about 500 people in an hour, and investigations that take up to one; 1 of 100 never ends. */
export function longTail(seed: string, scale: number): Scene {
  const [findings, principals] = [Math.round(findingsOfHour * scale), Math.round(principalsOfHour * scale)];
  return crowd({ seed, findings, principals, seconds, duration: longTailed, person: anybody, content: anyContent });
}
