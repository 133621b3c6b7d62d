import type { CallContext, World } from "../../service.ts";
import { hexDigest } from "../request/digest.ts";
import type { Input } from "../request/input.ts";
import { memberOf } from "../request/record.ts";
import { badRequest } from "./errors.ts";
import type { GuardDutyFinding } from "./finding-criteria.ts";

/** The detectors of the account, one in each Region, and their findings by id. */
export interface Detectors {
  /** The id of the Region's detector: the one its findings name, else a made-up one. */
  idIn(region: string): string;
  /** The findings of the detector in the member detectorId, which must be the Region's. */
  findingsIn(input: Input, call: CallContext): Map<string, GuardDutyFinding>;
  put(finding: GuardDutyFinding): void;
}

const arnPattern = /^arn:aws[-\w]*:guardduty:([-\w]+):(\d{12}):detector\/(\w+)\/finding\/\w+$/;

export function detectorsOf(world: World): Detectors {
  const ids = new Map<string, string>();
  const findings = new Map<string, Map<string, GuardDutyFinding>>();
  const idIn = (region: string) => ids.get(region) ?? hexDigest(32, "detector", world.accountId, region);
  const inRegion = (region: string) => {
    const known = findings.get(region) ?? new Map<string, GuardDutyFinding>();
    findings.set(region, known);
    return known;
  };
  return {
    idIn,
    findingsIn(input, call) {
      const id = input.text("detectorId", { min: 1, max: 300 });
      if (id !== idIn(call.region)) throw badRequest("the input detectorId is not owned by the current account");
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
