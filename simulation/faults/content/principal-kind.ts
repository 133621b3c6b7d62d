import type { Resource } from "../../story/principal.ts";
import type { FaultKind } from "../fault-kind.ts";
import { alteredFinding } from "./altered-finding.ts";

const account = "111122223333";
const row = 24;

const resource = (Type: string, Id: string, over: Resource = {}): Resource => ({ Type, Id, Partition: "aws", ...over });

const key = (details: Resource): Resource =>
  resource("AwsIamAccessKey", "AWS::IAM::AccessKey:ASIAEXAMPLEKEY000001", { Details: { AwsIamAccessKey: details } });

const role = (path: string, owner = account) => resource("AwsIamRole", `arn:aws:iam::${owner}:role/${path}`);

/** Whom a finding may name, one kind of principal each: as what it is called, what it is, its forms. */
const table: readonly (readonly [name: string, what: string, forms: readonly Resource[]])[] = [
  [
    "root-principal",
    "the root user, who cannot be investigated",
    [
      resource("AwsIamUser", `arn:aws:iam::${account}:root`),
      key({ PrincipalType: "Root", PrincipalName: "Root", PrincipalId: account }),
      key({ UserName: "Root" }),
    ],
  ],
  [
    "session-principal",
    "an assumed role, by the ARN of its session or by its id and name",
    [
      resource("AwsIamRole", `arn:aws:sts::${account}:assumed-role/deploy/i-0a1b`),
      key({ PrincipalType: "AssumedRole", PrincipalName: "deploy", PrincipalId: "AROAEXAMPLEROLE000001:i-0a1b" }),
    ],
  ],
  [
    "federated-principal",
    "a federated user, who cannot be investigated",
    [
      resource("AwsIamUser", `arn:aws:sts::${account}:federated-user/guest`),
      key({ PrincipalType: "FederatedUser", PrincipalName: "guest", PrincipalId: `${account}:guest` }),
      key({ PrincipalType: "WebIdentityUser", PrincipalName: "guest" }),
    ],
  ],
  [
    "service-linked-principal",
    "a service-linked role: a role like any other",
    [role("aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling")],
  ],
  [
    "service-principal",
    "an AWS service, which cannot be investigated",
    [
      key({ PrincipalType: "AWSService", PrincipalName: "ec2.amazonaws.com" }),
      key({ PrincipalType: "AWSAccount", PrincipalId: "444455556666" }),
      key({
        PrincipalType: "AssumedRole",
        PrincipalName: "aws:ec2-instance",
        PrincipalId: "AROAEXAMPLEROLE000002:i-1",
      }),
    ],
  ],
  [
    "identity-center-principal",
    "a role of IAM Identity Center, with its long reserved path",
    [role("aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef")],
  ],
  ["path-principal", "one role, with its path and without it", [role("ci/blue/deploy"), role("deploy")]],
  [
    "partition-principal",
    "a principal of another partition",
    [
      resource("AwsIamRole", `arn:aws-us-gov:iam::${account}:role/deploy`, { Partition: "aws-us-gov" }),
      resource("AwsIamUser", `arn:aws-cn:iam::${account}:user/li`, { Partition: "aws-cn" }),
    ],
  ],
  [
    "id-principal",
    "nothing but IAM's own id, from which no name can be told",
    [
      resource("AwsIamRole", "AROAEXAMPLEROLE000003"),
      resource("AwsIamUser", "AIDAEXAMPLEUSER000003"),
      key({ PrincipalType: "AssumedRole", PrincipalId: "AROAEXAMPLEROLE000004:session" }),
    ],
  ],
  ["foreign-principal", "a role of another account", [role("deploy", "444455556666")]],
  [
    "wildcard-principal",
    "a wildcard, which names everybody and nobody",
    [
      resource("AwsIamRole", `arn:aws:iam::${account}:role/*`),
      resource("AwsIamUser", "*"),
      resource("AwsIamRole", "arn:aws:iam::*:role/deploy"),
    ],
  ],
  [
    "unknown-principal",
    "a placeholder, an unknown type or nothing at all in place of a principal",
    [
      resource("AwsIamUser", "null"),
      resource("AwsIamRole", " "),
      key({ PrincipalType: "Martian", PrincipalName: "alice" }),
      resource("AwsIamAccessKey", "AWS::IAM::AccessKey:null"),
    ],
  ],
];

/** One fault for each kind of principal: findings name it alone, in one of its forms. */
export const principalKindFaults: readonly FaultKind[] = table.map(([name, what, forms]) =>
  alteredFinding({
    name,
    row,
    what: `findings name ${what}`,
    alter(finding, _chance, nth) {
      const { Detection: _sequence, ...plain } = finding;
      const Region = finding["Region"];
      return { ...plain, Resources: [{ Region, ...forms[nth % forms.length] }] };
    },
  }),
);
