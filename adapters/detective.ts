import {
  GetInvestigationCommand,
  ListGraphsCommand,
  ListIndicatorsCommand,
  ListInvestigationsCommand,
  StartInvestigationCommand,
} from "@aws-sdk/client-detective";
import { ServiceUnavailable, SetupFault } from "#domain/errors.ts";
import type { Instant } from "#domain/instant.ts";
import type { Detective, Started } from "#domain/ports.ts";
import { type DetectiveClients, detectiveClients } from "./detective-clients.ts";
import { indicatorOf } from "./detective-indicator.ts";
import { investigationOf, listingOf } from "./detective-investigation.ts";
import { allPages } from "./pages.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

const pageSize = 100; // the most that both listings give
const filterLengthMax = 500; // what EntityArn may be filtered by; an IAM path can be longer

/** Detective in every Region: each call goes where the graph is. */
export function detectiveAdapter(clients: DetectiveClients = detectiveClients()): Detective {
  const graphs = new Map<string, string>();
  const since = new Map<string, Instant>();
  const at = (graphArn: string) => clients(regionOf(graphArn), "repeat");

  const listGraph = async (region: string, accountId: string | undefined): Promise<string> => {
    const send = () => clients(region, "repeat").send(new ListGraphsCommand({}));
    const { GraphList = [] } = await sdkCall("detective:ListGraphs", send);
    const arns = GraphList.flatMap(({ Arn }) => Arn ?? []);
    for (const { Arn, CreatedTime } of GraphList) if (Arn && CreatedTime) since.set(Arn, CreatedTime.getTime());
    const arn = arns.find((one) => accountOf(one) === accountId) ?? arns[0];
    if (!arn) throw new SetupFault("Detective", `Region "${region}" has no behavior graph of ours, one is wanted`);
    graphs.set(region, arn);
    return arn;
  };

  // A graph that is not known may have been deleted: it is looked for anew, and so found by the next try.
  const unlessReplaced = async (operation: string, graphArn: string): Promise<void> => {
    if ((await listGraph(regionOf(graphArn), accountOf(graphArn))) === graphArn) return;
    throw new SetupFault(operation, "the behavior graph was replaced, another try is wanted");
  };

  return {
    graph: async (region, accountId) => graphs.get(region) ?? listGraph(region, accountId),
    graphSince: (graphArn) => since.get(graphArn),

    async investigations(GraphArn, principalArn) {
      if (principalArn.length > filterLengthMax) return [];
      const operation = "detective:ListInvestigations";
      const pages = allPages(async (NextToken) => {
        const command = new ListInvestigationsCommand({
          GraphArn,
          FilterCriteria: { EntityArn: { Value: principalArn } },
          SortCriteria: { Field: "CREATED_TIME", SortOrder: "DESC" },
          MaxResults: pageSize,
          NextToken,
        });
        const answer = await sdkCall(operation, () => at(GraphArn).send(command));
        return { items: answer.InvestigationDetails ?? [], next: answer.NextToken };
      });
      const { items } = await pages.catch(async (error) => {
        if (isAboutTheRequest(error)) await unlessReplaced(operation, GraphArn);
        throw error;
      });
      const listings = items.map(listingOf).filter(({ id, status }) => id !== "" && status !== "FAILED");
      return listings.sort((a, b) => b.createdAt - a.createdAt);
    },

    async investigation(GraphArn, InvestigationId) {
      const command = new GetInvestigationCommand({ GraphArn, InvestigationId });
      try {
        return investigationOf(await sdkCall("detective:GetInvestigation", () => at(GraphArn).send(command)));
      } catch (error) {
        if (errorName(error) === "ResourceNotFoundException") return undefined;
        throw error;
      }
    },

    async start(GraphArn, EntityArn, { startAt, endAt }): Promise<Started> {
      const client = clients(regionOf(GraphArn), "once");
      const scope = { ScopeStartTime: new Date(startAt), ScopeEndTime: new Date(endAt) };
      const command = new StartInvestigationCommand({ GraphArn, EntityArn, ...scope });
      try {
        const { InvestigationId } = await sdkCall("detective:StartInvestigation", () => client.send(command));
        if (!InvestigationId) throw new ServiceUnavailable("detective:StartInvestigation");
        return { kind: "started", investigationId: InvestigationId };
      } catch (error) {
        if (!isAboutTheRequest(error)) throw error;
        // Is it the principal that Detective does not know, or is the graph gone?
        await unlessReplaced("detective:StartInvestigation", GraphArn);
        return { kind: "unknown" };
      }
    },

    async indicators(GraphArn, InvestigationId) {
      const pages = allPages(async (NextToken) => {
        const command = new ListIndicatorsCommand({ GraphArn, InvestigationId, MaxResults: pageSize, NextToken });
        const answer = await sdkCall("detective:ListIndicators", () => at(GraphArn).send(command));
        return { items: answer.Indicators ?? [], next: answer.NextToken };
      });
      const { items, complete } = await pages.catch((error) => {
        // The investigation is gone since its status was read: that one is no reason to fail its neighbours.
        if (errorName(error) === "ResourceNotFoundException") return { items: [], complete: false };
        throw error;
      });
      return { indicators: items.map(indicatorOf), complete };
    },
  };
}

function isAboutTheRequest(error: unknown): boolean {
  return errorName(error) === "ValidationException" || errorName(error) === "ResourceNotFoundException";
}

function accountOf(graphArn: string): string | undefined {
  return graphArn.split(":")[4];
}

function regionOf(graphArn: string): string {
  return graphArn.split(":")[3] ?? "";
}
