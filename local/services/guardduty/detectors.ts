import type { CallContext, World } from "../../service.ts";
import { hexDigest } from "../request/digest.ts";
import type { Input } from "../request/input.ts";
import { memberOf } from "../request/record.ts";
import { badRequest } from "./errors.ts";
import type { GuardDutyFinding } from "./finding-criteria.ts";

export type PublishingFrequency = "FIFTEEN_MINUTES" | "ONE_HOUR" | "SIX_HOURS";

/** A detector as it is set. */
export interface DetectorSettings {
  readonly status: "ENABLED" | "DISABLED";
  readonly findingPublishingFrequency: PublishingFrequency;
  readonly updatedAt: string;
}

/** The detectors of the account, one in each Region until it is deleted, and their findings by id. */
export interface Detectors {
  /** The id of the Region's detector: the one its findings name, else a made-up one. */
  idIn(region: string): string;
  /** The settings of the Region's detector; undefined when there is none. */
  settingsIn(region: string): DetectorSettings | undefined;
  /** Sets the Region's detector, or (undefined) deletes it. */
  set(region: string, settings: DetectorSettings | undefined): void;
  /** The findings of the detector in the member detectorId, which must be the Region's. */
  findingsIn(input: Input, call: CallContext): Map<string, GuardDutyFinding>;
  put(finding: GuardDutyFinding): void;
}

const arnPattern = /^arn:aws[-\w]*:guardduty:([-\w]+):(\d{12}):detector\/(\w+)\/finding\/\w+$/;

/** @param standard how a detector is set that nobody has changed */
export function detectorsOf(world: World, standard: DetectorSettings): Detectors {
  const ids = new Map<string, string>();
  const settings = new Map<string, DetectorSettings | undefined>();
  const findings = new Map<string, Map<string, GuardDutyFinding>>();
  const idIn = (region: string) => ids.get(region) ?? hexDigest(32, "detector", world.accountId, region);
  const settingsIn = (region: string) => (settings.has(region) ? settings.get(region) : standard);
  const inRegion = (region: string) => {
    const known = findings.get(region) ?? new Map<string, GuardDutyFinding>();
    findings.set(region, known);
    return known;
  };
  return {
    idIn,
    settingsIn,
    set: (region, given) => void settings.set(region, given),
    findingsIn(input, call) {
      const id = input.text("detectorId", { min: 1, max: 300 });
      if (id !== idIn(call.region) || !settingsIn(call.region))
        throw badRequest("the input detectorId is not owned by the current account");
      return inRegion(call.region);
    },
    put(finding) {
      const id = memberOf(finding, "id");
      if (typeof id !== "string" || id === "") throw badRequest("the finding has no id");
      const [, arnRegion, account, detector] = arnPattern.exec(String(memberOf(finding, "arn"))) ?? [];
      const region = arnRegion ?? String(memberOf(finding, "region") ?? world.region);
      if (detector && account === world.accountId && !ids.has(region)) ids.set(region, detector);
      inRegion(region).set(id, finding);
    },
  };
}
