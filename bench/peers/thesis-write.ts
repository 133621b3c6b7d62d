import type { PeerCalls } from "./peer-calls.ts";
import { identifierOf, type PeerFinding } from "./peer-finding.ts";

/**
 * Puts the result on the finding. The thesis does not: it writes to S3, where no analyst looks. Given to it so that it can be
 * compared at all.
 */
export async function thesisWrite(call: PeerCalls, finding: PeerFinding, investigationId: unknown): Promise<void> {
  await call("SecurityHub", "BatchUpdateFindings", {
    FindingIdentifiers: [identifierOf(finding)],
    UserDefinedFields: { investigate: "complete", detectiveInvestigation: String(investigationId) },
  });
}
