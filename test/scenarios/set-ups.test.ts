import { beforeAll, describe, expect, it } from "vitest";
import { synthesized } from "#cli/synth.ts";
import { executionLink, findingLink } from "#domain/console-link.ts";
import { deadLetters, aFinding as findingOf, localAws } from "./local-aws.ts";

interface SetUp {
  readonly name: string;
  readonly partition: string;
  readonly home: string;
  readonly consoleHost: string;
  /** Where the finding is from. */
  readonly finding: { readonly region: string; readonly account: string };
}

const administrator = "111122223333";

/** The set-ups of docs/set-ups.md, each with a finding as it has them. */
const setUps: readonly SetUp[] = [
  {
    name: "single account",
    ...{ partition: "aws", home: "eu-west-1", consoleHost: "eu-west-1.console.aws.amazon.com" },
    finding: { region: "eu-west-1", account: administrator },
  },
  {
    name: "delegated administrator",
    ...{ partition: "aws", home: "eu-west-1", consoleHost: "eu-west-1.console.aws.amazon.com" },
    finding: { region: "eu-west-1", account: "444455556666" },
  },
  {
    name: "aggregation Region",
    ...{ partition: "aws", home: "eu-west-1", consoleHost: "us-east-1.console.aws.amazon.com" },
    finding: { region: "us-east-1", account: "444455556666" },
  },
  {
    name: "GovCloud",
    ...{ partition: "aws-us-gov", home: "us-gov-west-1", consoleHost: "console.amazonaws-us-gov.com" },
    finding: { region: "us-gov-east-1", account: "444455556666" },
  },
  {
    name: "China, as if Detective were there",
    ...{ partition: "aws-cn", home: "cn-north-1", consoleHost: "console.amazonaws.cn" },
    finding: { region: "cn-northwest-1", account: "444455556666" },
  },
];

/** A finding as the set-up's Security Hub holds it, about a role of the finding's account. */
function aFinding({ partition, finding: { region, account } }: SetUp) {
  return findingOf("story", [], {
    ProductArn: `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`,
    ...{ Region: region, AwsAccountId: account },
    Resources: [
      { Type: "AwsIamRole", Id: `arn:${partition}:iam::${account}:role/deploy`, Partition: partition, Region: region },
    ],
  });
}

const world = (setUp: Pick<SetUp, "partition" | "home">, behaviour: object = {}, assembly = "cdk.out") =>
  localAws(behaviour, assembly, { partition: setUp.partition, region: setUp.home, accountId: administrator });

type World = Awaited<ReturnType<typeof world>>;

async function told(cloud: World, finding: ReturnType<typeof aFinding>) {
  cloud.services.SecurityHub.importFinding(finding);
  await cloud.settled();
  const stored = cloud.services.SecurityHub.finding(String(finding["ProductArn"]), "story") ?? {};
  return {
    fields: (stored["UserDefinedFields"] ?? {}) as Readonly<Record<string, string>>,
    note: (stored["Note"] as { readonly Text?: string } | undefined)?.Text ?? "",
  };
}

describe.each(setUps)("the set-up $name", (setUp) => {
  it("brings a finding to its end: in its own Region, with links and ARNs of its own partition", async () => {
    const { partition, home, consoleHost, finding } = setUp;
    const cloud = await world(setUp);
    const { fields, note } = await told(cloud, aFinding(setUp));

    expect(fields["investigate"]).toBe("complete");
    const detectiveHome = `https://${consoleHost}/detective/home?region=${finding.region}#investigationReport/`;
    const bucketHost = partition === "aws" ? `${home}.console.aws.amazon.com` : consoleHost;
    expect(fields["gumshoeReport"]).toContain(`https://${bucketHost}/s3/object/`);
    expect(fields["gumshoeReport"]).toContain(`prefix=investigations/${finding.region}/`);
    expect(note).toContain(detectiveHome);
    expect(fields["gumshoePrincipals"]).toBe(`arn:${partition}:iam::${finding.account}:role/deploy`);
    const executionArn = fields["gumshoeExecution"] ?? "";
    expect(executionArn).toContain(`arn:${partition}:states:${home}:${administrator}:execution:`);
    for (const link of [executionLink(executionArn), findingLink(partition, home, "story")]) {
      expect(new URL(link ?? "").host).toBe(bucketHost);
    }
    const calls = cloud.seen.flatMap((seen) => (seen.kind === "call" ? [`${seen.service} ${seen.region}`] : []));
    const asked = new Set(calls.filter((call) => call.startsWith("Detective")));
    expect(asked).toEqual(new Set([`Detective ${finding.region}`]));
    expect(deadLetters(cloud)).toEqual([]);
    const named = JSON.stringify([fields, note, cloud.resources, cloud.outputs]);
    expect([...named.matchAll(/arn:(aws[a-z-]*):/g)].filter(([, found]) => found !== partition)).toEqual([]);
  });
});

describe("a Region without Detective", () => {
  it("parks its findings with the reason, and leaves the others alone", async () => {
    const setUp = { ...setUps[2], finding: { region: "ap-northeast-3", account: administrator } } as SetUp;
    const cloud = await world(setUp, { noGraph: ["ap-northeast-3"] });
    const { fields } = await told(cloud, aFinding(setUp));
    expect(fields["investigate"]).toBe("parked");
    expect(deadLetters(cloud)).toMatchObject([{ reason: { code: "setup-fault" } }]);
  });
});

describe("Regions and accounts of the settings", () => {
  let assembly = "";
  beforeAll(async () => {
    assembly = await synthesized({ allowedRegions: "^eu-[a-z]+-\\d$", deniedAccounts: ["444455556666"] }, () => {});
  }, 300_000);

  it.each([
    {
      of: "a denied account",
      finding: { region: "eu-west-1", account: "444455556666" },
      reason: "account-not-allowed",
    },
    {
      of: "a Region that does not fit",
      finding: { region: "us-east-1", account: administrator },
      reason: "region-not-allowed",
    },
  ])("keep a finding of $of as it was, and tell whoever asks for it", async ({ finding, reason }) => {
    const setUp = { ...setUps[0], finding } as SetUp;
    const cloud = await world(setUp, {}, assembly);
    const before = await told(cloud, aFinding(setUp));
    expect(before.fields["investigate"] ?? "true").toBe("true");
    expect(before.note).toBe("");

    const detail = { actionName: "Investigate", actionDescription: "", findings: [aFinding(setUp)] };
    cloud.putEvent({
      ...{ version: "0", id: "e", source: "aws.securityhub", "detail-type": "Security Hub Findings - Custom Action" },
      ...{ account: administrator, region: "eu-west-1", time: "2026-11-20T12:00:00Z" },
      resources: [cloud.outputs["CustomActionArn"]],
      detail,
    });
    await cloud.settled();
    const { UserDefinedFields: fields, Note: note } = (cloud.services.SecurityHub.finding(
      String(aFinding(setUp)["ProductArn"]),
      "story",
    ) ?? {}) as { UserDefinedFields?: Record<string, string>; Note?: { Text: string } };
    expect(fields?.["investigate"]).toBe("not-investigable");
    expect(fields?.["gumshoeReason"]).toContain(reason.startsWith("region") ? "this Region" : "this account");
    expect(note?.Text).toContain("are not investigated here");
    expect(cloud.calls()["Detective.StartInvestigation"] ?? 0).toBe(0);
    expect(deadLetters(cloud)).toEqual([]);
  });
});
