import type { BriefPrincipal, FindingBrief } from "#domain/brief/finding-brief.ts";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import type { Observed } from "#domain/report/observed.ts";
import type { Story } from "#domain/report/story.ts";

const link = "https://eu-west-1.console.aws.amazon.com";

export const someObserved = (over: Partial<Observed> = {}): Observed => ({
  indicators: 7,
  attack: [
    {
      tactic: "Privilege Escalation",
      tacticId: "TA0004",
      technique: "Account Manipulation",
      techniqueId: "T1098",
      procedure: "Account Manipulation",
      successes: 2,
      failures: 1,
    },
    {
      tactic: "Discovery",
      tacticId: "TA0007",
      technique: "Account Discovery",
      techniqueId: "T1087",
      successes: 17,
      failures: 2,
    },
  ],
  apiCalls: [
    { api: "AttachUserPolicy", address: "203.0.113.77", successes: 2, failures: 1, tactics: ["Privilege Escalation"] },
    { api: "ListUsers", address: "203.0.113.77", successes: 14, failures: 0, tactics: ["Discovery"] },
    { api: "ListUsers", address: "203.0.113.78", successes: 3, failures: 2, tactics: ["Discovery"] },
  ],
  flaggedAddresses: [{ address: "203.0.113.77", reason: "AWS_THREAT_INTELLIGENCE" }],
  travel: [
    {
      fromPlace: "Dublin, Ireland",
      fromAddress: "198.51.100.10",
      toPlace: "Singapore",
      toAddress: "203.0.113.77",
      hours: 2,
    },
  ],
  places: [{ place: "Singapore", country: "SG", address: "203.0.113.77", newFor: "account" }],
  networks: [{ name: "Example Hosting BV", newFor: "account" }],
  userAgents: [{ userAgent: "aws-cli/2.15.0 Python/3.11", newFor: "principal" }],
  relatedFindings: [{ type: "Discovery:IAMUser/AnomalousBehavior", address: "203.0.113.77" }],
  findingGroups: ["0d1b2c3d-finding-group"],
  unknown: [],
  omitted: 0,
  ...over,
});

export const aStory = (over: Partial<Story> = {}): Story => ({
  how: [
    "The address 203.0.113.77 is flagged by AWS threat intelligence",
    "AttachUserPolicy was called 3 times, 1 failed (Privilege Escalation T1098)",
  ],
  where: ["Seen first from Singapore (203.0.113.77), new for the whole account"],
  now: [
    {
      text: "Revoke the role's sessions",
      cli: [
        "aws iam put-role-policy --role-name ci-deploy --policy-name AWSRevokeOlderSessions --policy-document file://revoke.json",
      ],
      why: "Its credentials were used from an address flagged by threat intelligence",
    },
  ],
  caveats: [],
  ...over,
});

export const aReport = (over: Partial<InvestigationReport> = {}): InvestigationReport => ({
  schema: 1,
  investigationId: "000000000000000000042",
  graphArn: "arn:aws:detective:eu-west-1:111122223333:graph:0123456789abcdef0123456789abcdef",
  region: "eu-west-1",
  principal: {
    identity: "aws:111122223333:role:ci-deploy",
    partition: "aws",
    accountId: "111122223333",
    type: "role",
    name: "ci-deploy",
    arn: "arn:aws:iam::111122223333:role/pipeline/ci-deploy",
  },
  severity: "CRITICAL",
  createdAt: "2026-11-19T02:25:00.000Z",
  readAt: "2026-11-19T02:28:00.000Z",
  scopeStartAt: "2026-11-18T02:14:07.000Z",
  scopeEndAt: "2026-11-19T02:20:00.000Z",
  complete: true,
  observed: someObserved(),
  story: aStory(),
  links: { detective: `${link}/detective/home?region=eu-west-1#investigationReport/000000000000000000042` },
  ...over,
});

export const aBriefPrincipal = (over: Partial<BriefPrincipal> = {}): BriefPrincipal => ({
  arn: "arn:aws:iam::111122223333:role/pipeline/ci-deploy",
  type: "role",
  name: "ci-deploy",
  accountId: "111122223333",
  outcome: "investigated",
  investigation: {
    id: "000000000000000000042",
    how: "started",
    severity: "CRITICAL",
    coveredFrom: "2026-11-18T02:14:07.000Z",
    coveredUntil: "2026-11-19T02:20:00.000Z",
    complete: true,
    facts: ["Address flagged by AWS threat intelligence: 203.0.113.77"],
    tactics: ["Privilege Escalation", "Discovery"],
    observed: someObserved(),
    detective: `${link}/detective/home?region=eu-west-1#investigationReport/000000000000000000042`,
  },
  ...over,
});

/** A finding about the role ci-deploy, enriched. */
export const aBrief = (over: Partial<FindingBrief> = {}): FindingBrief => ({
  schema: 1,
  finding: {
    id: "arn:aws:guardduty:eu-west-1:111122223333:detector/12abc34d567e8fa901bc2d34e56789f0/finding/b0c0de0000000000000000000000b111",
    arn: "arn:aws:guardduty:eu-west-1:111122223333:detector/12abc34d567e8fa901bc2d34e56789f0/finding/b0c0de0000000000000000000000b111",
    productArn: "arn:aws:securityhub:eu-west-1::product/aws/guardduty",
    version: "2026-11-19T02:20:41.000Z",
    type: "TTPs/Credential Access/UnauthorizedAccess:IAMUser-InstanceCredentialExfiltration.OutsideAWS",
    typeParts: {
      purpose: "UnauthorizedAccess",
      resource: "IAMUser",
      family: "InstanceCredentialExfiltration",
      mechanism: "OutsideAWS",
    },
    title: "Credentials of the role ci-deploy are used from an external address",
    description: "Credentials created for an EC2 instance were used from 203.0.113.77, an address outside AWS.",
    product: "GuardDuty",
    accountId: "111122223333",
    region: "eu-west-1",
    partition: "aws",
    firstSeenAt: "2026-11-19T02:14:07.000Z",
    lastSeenAt: "2026-11-19T02:20:41.000Z",
    updatedAt: "2026-11-19T02:20:41.000Z",
    count: 1,
    sample: false,
  },
  severity: { label: "HIGH", rank: 3, product: 8 },
  case: { status: "NEW", recordState: "ACTIVE", openedAt: "2026-11-19T02:14:07.000Z" },
  outcome: "enriched",
  verdict: "CRITICAL",
  coveredUntil: "2026-11-19T02:20:00.000Z",
  principals: [aBriefPrincipal()],
  excluded: [],
  observables: [
    { type: "role", value: "ci-deploy", role: "target", path: "$.Resources[0].Details.AwsIamAccessKey.PrincipalName" },
    {
      type: "ipv4",
      value: "203.0.113.77",
      role: "source",
      path: "detective:000000000000000000042",
      reserved: true,
      flagged: true,
    },
  ],
  tables: {
    overview: [{ severity: 8, region: "eu-west-1", count: 1, account_id: "111122223333" }],
    action: [],
    resource: [],
    bucket: [],
    instance: [],
    accessKey: [],
  },
  relatedFindings: [{ id: "Discovery:IAMUser/AnomalousBehavior" }],
  findingGroups: ["0d1b2c3d-finding-group"],
  story: { how: aStory().how, where: aStory().where, caveats: [] },
  nextSteps: aStory().now.map((step) => ({ ...step, principal: "arn:aws:iam::111122223333:role/pipeline/ci-deploy" })),
  links: {
    securityHub: `${link}/securityhub/home?region=eu-west-1#/findings`,
    detective: `${link}/detective/home?region=eu-west-1#investigationReport/000000000000000000042`,
    entities: [],
  },
  omitted: {},
  parts: {
    finding: "00000001",
    severity: "00000002",
    case: "00000003",
    principals: "00000004",
    evidence: "00000005",
    observables: "00000006",
  },
  hash: "0123456789abcdef",
  ...over,
});
