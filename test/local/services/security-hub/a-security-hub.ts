import { behaviourOf } from "#local/behaviour.ts";
import type { Finding } from "#local/services/security-hub/finding.ts";
import { type SecurityHubEvent, type SecurityHubOptions, securityHubService } from "#local/services/security-hub.ts";
import { aWorld, calling } from "../a-world.ts";

export const productArn = "arn:aws:securityhub:eu-west-1::product/aws/guardduty";

/** A finding as a provider sends it. */
export function aFinding(over: Finding = {}): Finding {
  return {
    SchemaVersion: "2018-10-08",
    Id: "finding-1",
    ProductArn: productArn,
    GeneratorId: "arn:aws:guardduty:eu-west-1:111122223333:detector/d0",
    AwsAccountId: "111122223333",
    Types: ["TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller"],
    CreatedAt: "2026-11-20T10:00:00.000Z",
    UpdatedAt: "2026-11-20T11:00:00.000Z",
    Severity: { Label: "HIGH" },
    Title: "Reconnaissance from a listed address",
    Description: "A principal called APIs from an address on a threat list.",
    Resources: [{ Type: "AwsIamRole", Id: "arn:aws:iam::111122223333:role/deployer" }],
    ...over,
  };
}

export const identify = (Id = "finding-1") => ({ Id, ProductArn: productArn });

/** A hub with its clock and the events it has sent. */
export function aSecurityHub(options: SecurityHubOptions = {}, behaviour: unknown = {}) {
  const { world, clock } = aWorld();
  const hub = securityHubService(world, { behaviour: behaviourOf(behaviour), ...options });
  const events: SecurityHubEvent[] = [];
  hub.onEvent((event) => events.push(event));
  const call = calling(hub);
  const update = (over: object, ids: readonly string[] = ["finding-1"]) =>
    call("BatchUpdateFindings", { FindingIdentifiers: ids.map(identify), ...over });
  const found = (Filters: object = {}, over: object = {}): Finding[] => {
    clock.advance(1);
    return call("GetFindings", { Filters, ...over }).Findings;
  };
  const stored = (id = "finding-1") => hub.finding(productArn, id);
  return { world, clock, hub, events, call, update, found, stored };
}
