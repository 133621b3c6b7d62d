import type { AsffFinding } from "../../story/finding.ts";
import type { Resource } from "../../story/principal.ts";
import type { FaultKind } from "../fault-kind.ts";
import { alteredFinding } from "./altered-finding.ts";

const row = 20;
const arnOf = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const role = (Id: string): Resource => ({ Type: "AwsIamRole", Id, Partition: "aws" });

const noPrincipal = alteredFinding({
  name: "no-principal",
  row,
  what: "a finding that is armed names no principal: only a group, or an attack sequence without actors",
  alter: (finding, chance) =>
    chance.happens(0.5)
      ? only(finding, [{ Type: "AwsIamRole", Id: "arn:aws:iam::111122223333:group/admins", Partition: "aws" }])
      : {
          ...finding,
          Types: ["TTPs/AttackSequence:S3-CompromisedData"],
          Resources: [],
          Detection: { Sequence: { Actors: [] } },
        },
});

/** Security Hub takes no more resources than this. */
const resourcesMax = 32;

const manyPrincipals = alteredFinding({
  name: "many-principals",
  row,
  what: "a finding names two to thirty-two principals",
  alter: (finding, chance) => {
    const count = chance.happens(0.05) ? resourcesMax : chance.integer(2, 6);
    return only(
      finding,
      Array.from({ length: count }, (_, index) => role(arnOf(`crowd-${index}`))),
    );
  },
});

const tooManyPrincipals = alteredFinding({
  name: "too-many-principals",
  row,
  what: "an attack sequence has more actors than are investigated for one finding",
  // Forty investigations are much work.
  share: 0.1,
  alter: (finding, chance) => {
    const Actors = Array.from({ length: chance.integer(41, 60) }, (_, index) => ({
      Id: `actor-${index}`,
      User: { Name: `swarm-${index}`, Type: "AssumedRole" },
      Session: { Issuer: arnOf(`swarm-${index}`) },
    }));
    const Types = ["TTPs/AttackSequence:IAM-CompromisedCredentials"];
    return { ...finding, Types, Detection: { Sequence: { Actors } } };
  },
});

const principalNamedAgain = alteredFinding({
  name: "principal-named-again",
  row,
  what: "a finding names one principal several times, each time in another way",
  alter: (finding) =>
    only(finding, [
      role(arnOf("ci/deploy")),
      role(arnOf("deploy")),
      role(arnOf("ci/deploy")),
      role("arn:aws:sts::111122223333:assumed-role/deploy/session"),
      {
        Type: "AwsIamAccessKey",
        Id: "key",
        Details: { AwsIamAccessKey: { PrincipalType: "Role", PrincipalName: "deploy" } },
      },
    ]),
});

function only({ Detection: _sequence, ...finding }: AsffFinding, resources: readonly Resource[]): AsffFinding {
  return { ...finding, Resources: resources };
}

export const manyPrincipalFaults: readonly FaultKind[] = [
  noPrincipal,
  manyPrincipals,
  tooManyPrincipals,
  principalNamedAgain,
];
