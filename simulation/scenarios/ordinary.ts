import { clicks } from "../story/click.ts";
import { unlessRefused } from "../story/import.ts";
import { at, finding, imported, instant, minuteMs, nameOf, noon, role, told } from "./cast.ts";
import type { Scenario } from "./scenario.ts";

const [ines, deployer, batch] = [role("ines"), role("deployer", "/ops/"), role("batch")];

const oneFinding: Scenario = {
  name: "one-finding",
  what: "one finding names one role",
  story: () => told({ cast: [ines], acts: [imported(0, finding("f1", [ines]))] }),
};

const burst: Scenario = {
  name: "burst",
  what: "five findings about one role arrive at once",
  story: () => {
    const acts = [1, 2, 3, 4, 5].map((n) => imported(n / 60, finding(`f${n}`, [ines])));
    return told({ cast: [ines], acts });
  },
};

const twoGroups: Scenario = {
  name: "two-groups",
  what: "one finding names one role, another the same and a second one: two groups share an investigation",
  story: () => {
    const acts = [imported(0, finding("f1", [ines])), imported(0, finding("f2", [ines, deployer]))];
    return told({ cast: [ines, deployer], acts });
  },
};

const joinedOnTheWay: Scenario = {
  name: "joined-on-the-way",
  what: "a finding arrives while the investigation of its role goes on, another with a role more",
  story: () => {
    const acts = [
      imported(0, finding("f1", [ines])),
      imported(1, finding("f2", [ines])),
      imported(1.5, finding("f3", [ines, batch])),
    ];
    return told({ cast: [ines, batch], acts });
  },
};

const joinedAfterwards: Scenario = {
  name: "joined-afterwards",
  what: "a finding arrives when the investigation that answers for it is over",
  story: () => told({ cast: [ines], acts: [imported(0, finding("f1", [ines])), imported(10, finding("f2", [ines]))] }),
};

const adopted: Scenario = {
  name: "adopted",
  what: "an analyst has started an investigation by hand that answers for the finding",
  story: () => {
    const byHand = at(0, "an analyst starts an investigation by hand", (cloud) =>
      unlessRefused(() => {
        const [graph] = cloud.call("Detective", "ListGraphs", {})["GraphList"] as readonly { readonly Arn: string }[];
        const scope = { ScopeStartTime: new Date(noon - 1_500 * minuteMs), ScopeEndTime: new Date(noon - minuteMs) };
        cloud.call("Detective", "StartInvestigation", { GraphArn: graph?.Arn, EntityArn: ines.arn, ...scope });
      }),
    );
    return told({ cast: [ines], acts: [byHand, imported(1, finding("f1", [ines]))] });
  },
};

const updatedMidRun: Scenario = {
  name: "updated-mid-run",
  what: "the provider updates a finding with newer activity while it is investigated",
  story: () => {
    const newer = { LastObservedAt: instant(1), UpdatedAt: instant(2) };
    const acts = [imported(0, finding("f1", [ines])), imported(2, finding("f1", [ines], newer))];
    return told({ cast: [ines], acts });
  },
};

const updatedAfterwards: Scenario = {
  name: "updated-afterwards",
  what: "the provider sees activity that the investigation does not reach, an hour later",
  story: () => {
    const newer = { LastObservedAt: instant(58), UpdatedAt: instant(60) };
    const acts = [imported(0, finding("f1", [ines])), imported(60, finding("f1", [ines], newer))];
    return told({ cast: [ines], acts });
  },
};

const clicked: Scenario = {
  name: "clicked",
  what: "somebody asks for a finding that is enriched already, twice in one second",
  story: () => {
    const again = [0, 800].map((ms) => clicks(noon + 20 * minuteMs + ms, [nameOf("f1")]));
    return told({ cast: [ines], acts: [imported(0, finding("f1", [ines])), ...again] });
  },
};

const notInvestigable: Scenario = {
  name: "not-investigable",
  what: "one finding names the root user, another nobody",
  story: () => {
    const root = { Type: "AwsIamUser", Id: "arn:aws:iam::111122223333:root", Partition: "aws", Region: "eu-west-1" };
    const nobody = { ...root, Id: "unknown" };
    const acts = [root, nobody].map((resource, n) => imported(0, finding(`f${n}`, [], { Resources: [resource] })));
    return told({ cast: [], acts });
  },
};

const sample: Scenario = {
  name: "sample",
  what: "one finding is a sample, its neighbour is none",
  story: () => {
    const acts = [imported(0, finding("f1", [ines], { Sample: true })), imported(0, finding("f2", [deployer]))];
    return told({ cast: [ines, deployer], acts });
  },
};

const severalRegions: Scenario = {
  name: "several-regions",
  what: "findings of two Regions name one role: each Region has a graph of its own",
  story: () => {
    const elsewhere = finding("f2", [ines], { Region: "us-east-1" });
    return told({ cast: [ines], acts: [imported(0, finding("f1", [ines])), imported(0, elsewhere)] });
  },
};

const pathUnknown: Scenario = {
  name: "path-unknown",
  what: "a finding names a role without its path, which IAM tells",
  story: () => {
    const Resources = [
      { Type: "AwsIamRole", Id: "arn:aws:iam::111122223333:role/deployer", Partition: "aws", Region: "eu-west-1" },
      {
        Type: "AwsIamAccessKey",
        Id: "AWS::IAM::AccessKey:ASIAEXAMPLE",
        Partition: "aws",
        Region: "eu-west-1",
        Details: {
          AwsIamAccessKey: { PrincipalType: "AssumedRole", PrincipalName: "deployer", PrincipalId: "AROA:s" },
        },
      },
    ];
    const roles = new Map([["deployer", deployer.arn]]);
    return told({ cast: [deployer], acts: [imported(0, finding("f1", [], { Resources }))], behaviour: { roles } });
  },
};

const crowd: Scenario = {
  name: "crowd",
  what: "one finding names 41 roles: one more than is investigated",
  story: () => {
    const cast = Array.from({ length: 41 }, (_, n) => role(`crowd-${n}`));
    return told({ cast, acts: [imported(0, finding("f1", cast))] });
  },
};

export const ordinaryScenarios: readonly Scenario[] = [
  oneFinding,
  burst,
  twoGroups,
  joinedOnTheWay,
  joinedAfterwards,
  adopted,
  updatedMidRun,
  updatedAfterwards,
  clicked,
  notInvestigable,
  sample,
  severalRegions,
  pathUnknown,
  crowd,
];
