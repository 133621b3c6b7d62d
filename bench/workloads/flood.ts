import { crowd } from "./crowd.ts";
import { usual } from "./duration.ts";
import { anyContent } from "./finding.ts";
import { anybody } from "./person.ts";
import type { Scene } from "./scene.ts";

const [findingsOfFlood, principalsOfFlood] = [100_000, 5_000];
/** As fast as 10 BatchImportFindings calls a second bring them in. */
const findingsPerSecond = 1_000;

/** What Security Hub allows the whole account: calls a second, calls at once, and findings a call. */
const reading = { perSecond: 3, burst: 6, findings: 20 };
const writing = { perSecond: 10, burst: 30, findings: 100 };
/** Before that no investigation ends. */
const shortestSeconds = 120;

/** 100,000 findings at once that need 5,000 different updates, one for each principal. */
export function flood(seed: string, scale: number, order: "mixed" | "by principal" = "mixed"): Scene {
  const [findings, principals] = [Math.round(findingsOfFlood * scale), Math.round(principalsOfFlood * scale)];
  const seconds = Math.max(1, findings / findingsPerSecond);
  const scene = crowd({
    seed,
    findings,
    principals,
    seconds,
    duration: usual,
    person: anybody,
    content: anyContent,
    order,
  });
  return { ...scene, boundSeconds: boundSeconds(findings, principals) };
}

/** Reading every finding once more before it is written, and writing every distinct update, as fast as quotas let anybody. */
export function boundSeconds(findings: number, principals: number): number {
  const reads = Math.ceil(findings / reading.findings);
  const writes = principals * Math.ceil(findings / principals / writing.findings);
  const readingSeconds = Math.max(0, reads - reading.burst) / reading.perSecond;
  const writingSeconds = Math.max(0, writes - writing.burst) / writing.perSecond;
  return shortestSeconds + Math.max(readingSeconds, writingSeconds);
}
