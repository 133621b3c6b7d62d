import { DetectiveClient, ListGraphsCommand, ListInvitationsCommand } from "@aws-sdk/client-detective";
import { GetDetectorCommand, GuardDutyClient, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import type { SetUp } from "#domain/set-up.ts";
import { clientDefaults } from "./client-defaults.ts";
import type { ClientSettings } from "./client-settings.ts";
import { remembered } from "./remembered.ts";
import { sdkCall } from "./sdk-call.ts";
import { unlessAbsent } from "./unless-absent.ts";

/** What watches a Region: Detective's behavior graph and GuardDuty's detector. */
export function detectionSetUp(settings: ClientSettings): Pick<SetUp, "graph" | "graphAdministrator" | "detector"> {
  return {
    graph: remembered(async (region) => {
      const client = new DetectiveClient({ ...clientDefaults, ...settings, region });
      const { GraphList = [] } = await sdkCall("detective:ListGraphs", () => client.send(new ListGraphsCommand({})));
      const [graph] = GraphList;
      return graph && { createdAt: graph.CreatedTime?.getTime() ?? 0 };
    }),
    async graphAdministrator(region) {
      const client = new DetectiveClient({ ...clientDefaults, ...settings, region });
      const answer = await unlessAbsent("detective:ListInvitations", ["ResourceNotFoundException"], () =>
        client.send(new ListInvitationsCommand({})),
      );
      return answer?.Invitations?.find(({ Status }) => Status === "ENABLED")?.AdministratorId;
    },
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
