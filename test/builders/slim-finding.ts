import type { Principal, SlimFinding } from "#domain/contract.ts";

/** A role `deploy` of account 111122223333; identity and ARN follow the parts unless they are given. */
export function aPrincipal(overrides: Partial<Principal> = {}): Principal {
  const parts = {
    partition: "aws",
    accountId: "111122223333",
    type: "role" as const,
    name: "deploy",
    pathKnown: true,
    ...overrides,
  };
  const { partition, accountId, type, name } = parts;
  return {
    identity: `${partition}/${accountId}/${type}/${name}`,
    arn: `arn:${partition}:iam::${accountId}:${type}/${name}`,
    ...parts,
  };
}

/** A HIGH GuardDuty finding in eu-west-1 about the role of `aPrincipal()`, as an `Imported` event brings it. */
export function aSlimFinding(overrides: Partial<SlimFinding> = {}): SlimFinding {
  return {
    id: "arn:aws:guardduty:eu-west-1:111122223333:detector/0a1b2c3d4e5f/finding/f1",
    productArn: "arn:aws:securityhub:eu-west-1::product/aws/guardduty",
    version: "2026-03-04T10:20:00.000Z",
    accountId: "111122223333",
    region: "eu-west-1",
    type: "TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller",
    title: "API calls were made from a known malicious address",
    severity: "HIGH",
    firstActivityAt: "2026-03-04T09:00:00.000Z",
    lastActivityAt: "2026-03-04T10:00:00.000Z",
    origin: "imported",
    principals: [aPrincipal()],
    excluded: [],
    attempt: 0,
    requested: false,
    ...overrides,
  };
}
