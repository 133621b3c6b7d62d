import { DetectiveClient, ListGraphsCommand } from "@aws-sdk/client-detective";
import { GetDetectorCommand, GuardDutyClient, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import type { SetUp } from "#domain/set-up.ts";
import { clientDefaults } from "./client-defaults.ts";
import type { ClientSettings } from "./client-settings.ts";
import { remembered } from "./remembered.ts";
import { sdkCall } from "./sdk-call.ts";

/** What watches a Region: Detective's behavior graph and GuardDuty's detector. */
export function detectionSetUp(settings: ClientSettings): Pick<SetUp, "graph" | "detector"> {
  return {
    graph: remembered(async (region) => {
      const client = new DetectiveClient({ ...clientDefaults, ...settings, region });
      const { GraphList = [] } = await sdkCall("detective:ListGraphs", () => client.send(new ListGraphsCommand({})));
      const [graph] = GraphList;
      return graph && { createdAt: graph.CreatedTime?.getTime() ?? 0 };
    }),
    detector: remembered(async (region) => {
      const client = new GuardDutyClient({ ...clientDefaults, ...settings, region });
      const { DetectorIds = [] } = await sdkCall("guardduty:ListDetectors", () =>
        client.send(new ListDetectorsCommand({})),
      );
      const [DetectorId] = DetectorIds;
      if (DetectorId === undefined) return undefined;
      const found = await sdkCall("guardduty:GetDetector", () => client.send(new GetDetectorCommand({ DetectorId })));
      return {
        id: DetectorId,
        isEnabled: found.Status === "ENABLED",
        publishes: found.FindingPublishingFrequency ?? "",
      };
    }),
  };
}
