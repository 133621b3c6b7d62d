import type { SeverityLabel } from "../contract.ts";
import { durationInWords } from "../duration.ts";
import type { Observed } from "./observed.ts";

/** Detective learns for two weeks what is normal (docs.aws.amazon.com/detective … detective-data-training-period, read 2026-11-20). */
const trainingDays = 14;

/** What `caveatsOf` needs to know of the investigation; times as ISO 8601. */
export interface Reliance {
  readonly severity?: SeverityLabel | undefined;
  /** False when not every page of indicators could be read. */
  readonly complete: boolean;
  readonly firstActivityAt: string;
  readonly lastActivityAt: string;
  readonly scopeStartAt: string;
  readonly scopeEndAt: string;
  /** How long the behavior graph has had data, where it is known. */
  readonly graphAgeDays?: number | undefined;
}

/** Why to be careful with what is told; the weightiest first. */
export function caveatsOf(observed: Observed, told: Reliance): readonly string[] {
  const clippedMs = Date.parse(told.scopeStartAt) - Date.parse(told.firstActivityAt);
  const missedMs = Date.parse(told.lastActivityAt) - Date.parse(told.scopeEndAt);
  const { graphAgeDays } = told;
  return [
    told.complete ? "" : "Not every page of indicators could be read: there may be more evidence than is told here",
    observed.indicators > 0 || !told.complete
      ? ""
      : "Finding nothing is no proof of innocence: it tells of the searched hours alone",
    told.severity ? "" : "Detective told no severity: that does not make it a low one",
    clippedMs > 0
      ? `The search begins ${durationInWords(clippedMs)} after the first activity: what came before is not in it`
      : "",
    missedMs > 0
      ? `The search ends ${durationInWords(missedMs)} before the last activity: what came after is not in it`
      : "",
    graphAgeDays !== undefined && graphAgeDays < trainingDays
      ? `Detective has data of ${Math.max(0, Math.floor(graphAgeDays))} d only and learns for ${trainingDays} d what is normal: “new” means less`
      : "",
  ].filter((sentence) => sentence !== "");
}
