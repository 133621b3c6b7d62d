import type { Operation, World } from "../../service.ts";
import { Input } from "../request/input.ts";
import type { DetectorSettings, Detectors, PublishingFrequency } from "./detectors.ts";
import { badRequest } from "./errors.ts";

const frequencies: readonly PublishingFrequency[] = ["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"];

/** ListDetectors: an account has one detector in a Region, or none. */
export function listDetectors(detectors: Detectors): Operation {
  return (value, call) => {
    new Input(value, badRequest).optionalInteger("maxResults", { min: 1, max: 50 });
    return { detectorIds: detectors.settingsIn(call.region) ? [detectors.idIn(call.region)] : [] };
  };
}

export function getDetector(detectors: Detectors, world: World): Operation {
  const createdAt = new Date(world.clock.now()).toISOString();
  return (value, call) => {
    detectors.findingsIn(new Input(value, badRequest), call);
    const role = "aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty";
    return {
      createdAt,
      ...detectors.settingsIn(call.region),
      serviceRole: `arn:${world.partition}:iam::${world.accountId}:role/${role}`,
    };
  };
}

/** CreateDetector: GuardDuty publishes every six hours unless told. */
export function createDetector(detectors: Detectors, world: World): Operation {
  return (value, call) => {
    const input = new Input(value, badRequest);
    if (input.raw("enable") === undefined) throw input.fault("Member must not be null", "enable");
    if (detectors.settingsIn(call.region))
      throw badRequest("a detector already exists for the current account in this Region");
    const fresh: DetectorSettings = { status: "ENABLED", findingPublishingFrequency: "SIX_HOURS", updatedAt: "" };
    detectors.set(call.region, changed(fresh, input, world));
    return { detectorId: detectors.idIn(call.region) };
  };
}

/** UpdateDetector: what is left out stays as it is. */
export function updateDetector(detectors: Detectors, world: World): Operation {
  return (value, call) => {
    const input = new Input(value, badRequest);
    detectors.findingsIn(input, call);
    const settings = detectors.settingsIn(call.region);
    if (settings) detectors.set(call.region, changed(settings, input, world));
    return {};
  };
}

export function deleteDetector(detectors: Detectors): Operation {
  return (value, call) => {
    detectors.findingsIn(new Input(value, badRequest), call);
    detectors.set(call.region, undefined);
    return {};
  };
}

function changed(settings: DetectorSettings, input: Input, { clock }: World): DetectorSettings {
  const enable = input.optionalBoolean("enable");
  return {
    status: enable === undefined ? settings.status : enable ? "ENABLED" : "DISABLED",
    findingPublishingFrequency:
      input.optionalChoice("findingPublishingFrequency", frequencies) ?? settings.findingPublishingFrequency,
    updatedAt: new Date(clock.now()).toISOString(),
  };
}
