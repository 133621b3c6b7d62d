import { GetInvestigationCommand } from "@aws-sdk/client-detective";
import { type DetectiveClients, detectiveClients } from "./detective-clients.ts";
import { unlessAbsent } from "./unless-absent.ts";

/**
 * Whom an investigation is about: the ARN of the user or role. The pipeline knows that already; who has nothing but the id of an
 * investigation asks here.
 * @returns undefined when Detective does not know the investigation
 */
export function investigatedPrincipal(clients: DetectiveClients = detectiveClients()) {
  return async (graphArn: string, investigationId: string): Promise<string | undefined> => {
    const region = graphArn.split(":")[3] ?? "";
    const command = new GetInvestigationCommand({ GraphArn: graphArn, InvestigationId: investigationId });
    const answer = await unlessAbsent("detective:GetInvestigation", ["ResourceNotFoundException"], () =>
      clients(region, "repeat").send(command),
    );
    return answer?.EntityArn;
  };
}
