import {
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  UpdateDetectorCommand,
} from "@aws-sdk/client-guardduty";
import type { Detectors } from "#domain/publishing-frequency.ts";
import { clientDefaults } from "./client-defaults.ts";
import { sdkCall } from "./sdk-call.ts";

/** The detector of the Region that the client is for: an account has one there, or none. */
export function detectorsAdapter(client = new GuardDutyClient(clientDefaults)): Detectors {
  return {
    async find() {
      const { DetectorIds = [] } = await sdkCall("guardduty:ListDetectors", () =>
        client.send(new ListDetectorsCommand({})),
      );
      const [DetectorId] = DetectorIds;
      if (DetectorId === undefined) return undefined;
      const found = await sdkCall("guardduty:GetDetector", () => client.send(new GetDetectorCommand({ DetectorId })));
      return { id: DetectorId, publishes: found.FindingPublishingFrequency ?? "" };
    },
    async publish(DetectorId, FindingPublishingFrequency) {
      const command = new UpdateDetectorCommand({ DetectorId, FindingPublishingFrequency });
      await sdkCall("guardduty:UpdateDetector", () => client.send(command));
    },
  };
}
