import type { Operation, World } from "../../service.ts";
import { Input } from "../request/input.ts";
import type { Detectors } from "./detectors.ts";
import { badRequest } from "./errors.ts";

/** ListDetectors: an account has one detector in a Region. */
export function listDetectors(detectors: Detectors): Operation {
  return (value, call) => {
    new Input(value, badRequest).optionalInteger("maxResults", { min: 1, max: 50 });
    return { detectorIds: [detectors.idIn(call.region)] };
  };
}

export type PublishingFrequency = "FIFTEEN_MINUTES" | "ONE_HOUR" | "SIX_HOURS";

export function getDetector(detectors: Detectors, world: World, frequency: PublishingFrequency): Operation {
  const createdAt = new Date(world.clock.now()).toISOString();
  return (value, call) => {
    detectors.findingsIn(new Input(value, badRequest), call);
    const role = "aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty";
    return {
      createdAt,
      updatedAt: createdAt,
      findingPublishingFrequency: frequency,
      serviceRole: `arn:${world.partition}:iam::${world.accountId}:role/${role}`,
      status: "ENABLED",
    };
  };
}
