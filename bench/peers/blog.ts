import type { Handlers } from "#simulation/handlers.ts";
import type { System } from "../system.ts";
import { blogNote } from "./blog-note.ts";
import { peerBlueprint } from "./peer-blueprint.ts";
import { firstGraph, peerCalls } from "./peer-calls.ts";
import { findingsIn, identifierOf, type PeerFinding } from "./peer-finding.ts";

const [secondMs, minuteMs, dayMs] = [1_000, 60_000, 86_400_000];
const pollMs = 30 * secondMs;

/**
 * The function of the AWS blog: one finding of the event, one principal of that, and a loop that sleeps first. Whatever goes
 * wrong is thrown, so that Lambda tries twice again, from the start.
 * @param memoryMib the blog does not tell it
 */
export function blog(memoryMib: number): System {
  const blueprint = peerBlueprint({
    functions: [{ name: "blog", memoryMib, timeoutSeconds: 900 }],
    armed: { products: ["GuardDuty"], severities: ["MEDIUM", "HIGH"] },
    target: { function: "blog" },
  });
  return { blueprint, handlers, architecture: "x86_64" };
}

const handlers: Handlers = {
  blog(around) {
    const call = peerCalls(around, 3);
    const { sandbox, region } = around;
    return async (event) => {
      const finding = guardDutyFinding(event);
      const EntityArn = principalOf(finding);
      const GraphArn = await firstGraph(call);
      const firstAt = finding.FirstObservedAt ?? finding.CreatedAt ?? finding.ProcessedAt ?? "";
      const [startMs, endMs] = [Date.parse(firstAt) - dayMs, sandbox.now() - 5 * minuteMs];
      const scope = { ScopeStartTime: new Date(startMs), ScopeEndTime: new Date(endMs) };
      const { InvestigationId } = await call("Detective", "StartInvestigation", { GraphArn, EntityArn, ...scope });
      let investigation: Readonly<Record<string, unknown>>;
      do {
        await sandbox.rest(pollMs);
        investigation = await call("Detective", "GetInvestigation", { GraphArn, InvestigationId });
      } while (investigation["Status"] === "RUNNING");
      if (investigation["Status"] === "FAILED") throw new Error("The investigation failed");
      await call("SecurityHub", "BatchUpdateFindings", {
        FindingIdentifiers: [identifierOf(finding)],
        Note: blogNote(investigation, { hours: Math.round((endMs - startMs) / (60 * minuteMs)), region }),
        UserDefinedFields: { investigate: "complete" },
      });
    };
  },
};

function guardDutyFinding(event: unknown): PeerFinding {
  const [finding] = findingsIn(event);
  if (finding?.ProductName !== "GuardDuty") throw new Error("The finding is not from GuardDuty");
  return finding;
}

/** The first IAM resource. An access key is taken for a role's, whoever it belongs to, and no role has a path. */
function principalOf({ Resources = [], AwsAccountId }: PeerFinding): string {
  for (const { Type, Id, Details } of Resources) {
    if (Type === "AwsIamRole" || Type === "AwsIamUser") return Id;
    const name = Details?.["AwsIamAccessKey"]?.["PrincipalName"];
    if (Type === "AwsIamAccessKey" && name !== "aws:ec2-instance") return `arn:aws:iam::${AwsAccountId}:role/${name}`;
  }
  throw new Error("The finding names no IAM principal");
}
