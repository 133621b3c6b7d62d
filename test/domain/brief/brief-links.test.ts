import { describe, expect, it } from "vitest";
import { aReport } from "#test/builders/brief.ts";
import { composedBrief } from "#test/builders/composed-brief.ts";
import { anAccessKeyResource, anAsffFinding } from "#test/builders/finding.ts";
import { aSettledPrincipal } from "#test/builders/investigation.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

const reportPage =
  "https://eu-west-1.console.aws.amazon.com/s3/object/reports?region=eu-west-1&prefix=investigations/eu-west-1/177263640000012345678/report.html";

/** A GuardDuty finding of that partition and Region; the stack runs in `home`. */
function linksIn(partition: string, region: string, home = region) {
  const id = `arn:${partition}:guardduty:${region}:111122223333:detector/0a1b2c3d4e5f/finding/f1`;
  const productArn = `arn:${partition}:securityhub:${region}::product/aws/guardduty`;
  const arn = `arn:${partition}:iam::111122223333:role/deploy`;
  const finding = aSlimFinding({ id, productArn, region, principals: [aPrincipal({ partition, arn })] });
  const settled = aSettledPrincipal({ identity: `${partition}/111122223333/role/deploy`, arn, region });
  const executionArn = `arn:${partition}:states:${home}:111122223333:execution:investigate:x`;
  const raw = anAsffFinding({ Id: id, ProductArn: productArn, Region: region });
  return composedBrief(finding, [settled], { raw, executionArn }).links;
}

describe("the links of a brief", () => {
  it("lead to the consoles of the finding's own Region, and to Security Hub where findings are gathered", () => {
    expect(linksIn("aws", "eu-west-1", "eu-central-1")).toEqual({
      securityHub:
        "https://eu-central-1.console.aws.amazon.com/securityhub/home?region=eu-central-1#/findings?search=Id%3D%255Coperator%255C%253AEQUALS%255C%253Aarn%253Aaws%253Aguardduty%253Aeu-west-1%253A111122223333%253Adetector%252F0a1b2c3d4e5f%252Ffinding%252Ff1",
      guardDuty:
        "https://eu-west-1.console.aws.amazon.com/guardduty/home?region=eu-west-1#/findings?macros=current&fId=f1",
      detective:
        "https://eu-west-1.console.aws.amazon.com/detective/home?region=eu-west-1#investigationReport/177263640000012345678",
      execution:
        "https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1#/v2/executions/details/arn:aws:states:eu-central-1:111122223333:execution:investigate:x",
      entities: [
        {
          label: "Finding",
          url: "https://eu-west-1.console.aws.amazon.com/detective/home?region=eu-west-1#findings/GuardDuty/f1",
        },
        {
          label: "role deploy",
          url: "https://eu-west-1.console.aws.amazon.com/detective/home?region=eu-west-1#entities/AwsRole/AROAEXAMPLEROLE000001?scopeStart=1772614800&scopeEnd=1772619300",
        },
        {
          label: "Account 111122223333",
          url: "https://eu-west-1.console.aws.amazon.com/detective/home?region=eu-west-1#entities/AwsAccount/111122223333?scopeStart=1772614800&scopeEnd=1772619300",
        },
      ],
    });
  });

  it.each([
    ["aws-cn", "cn-north-1", "https://console.amazonaws.cn/"],
    ["aws-us-gov", "us-gov-west-1", "https://console.amazonaws-us-gov.com/"],
  ])("stay in the partition %s", (partition, region, console) => {
    const { entities, ...links } = linksIn(partition, region);
    const urls = [...Object.values(links), ...entities.map(({ url }) => url)];
    expect(urls).toHaveLength(7);
    expect(urls.filter((url) => url?.startsWith(console) !== true || !url.includes(`region=${region}`))).toEqual([]);
  });

  it("are left out where the console of the partition is not known", () => {
    expect(linksIn("aws-iso", "us-iso-east-1")).toEqual({ entities: [] });
  });

  it("lead to the page of the report where it is kept, and nowhere else", () => {
    const brief = (report: string) =>
      composedBrief(aSlimFinding(), [aSettledPrincipal()], {
        reports: [aReport({ investigationId: "177263640000012345678", links: { report } })],
      });
    expect(brief(reportPage).links.report).toBe(reportPage);
    expect(brief(reportPage).principals[0]?.investigation?.report).toBe(reportPage);
    for (const elsewhere of [
      "https://evil.example/",
      "https://console.aws.amazon.com.evil.example/",
      "javascript:1",
      "",
    ]) {
      expect(brief(elsewhere).links).not.toHaveProperty("report");
    }
  });

  it("lead to at most twenty profiles, flagged addresses before others, reserved ones not at all", () => {
    const addresses = ["10.0.0.1", ...Array.from({ length: 30 }, (_, n) => `8.8.4.${n}`)];
    const probes = addresses.map((address) => ({ RemoteIpDetails: { IpAddressV4: address } }));
    const raw = anAsffFinding({
      Resources: [anAccessKeyResource()],
      Action: { ActionType: "PORT_PROBE", PortProbeAction: { PortProbeDetails: probes } },
    });
    const seen = aReport({ investigationId: "177263640000012345678" });
    seen.observed.flaggedAddresses = [{ address: "8.8.4.29", reason: "AWS_THREAT_INTELLIGENCE" }];
    const { entities } = composedBrief(aSlimFinding(), [aSettledPrincipal()], { raw, reports: [seen] }).links;
    expect(entities.map(({ label }) => label).slice(2, 5)).toEqual(["Account 111122223333", "8.8.4.29", "8.8.4.0"]);
    expect(entities).toHaveLength(20);
  });
});
