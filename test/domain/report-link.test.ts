import { describe, expect, it } from "vitest";
import { reportLink } from "#domain/report-link.ts";

const investigationId = "177263640000012345678";

describe("reportLink()", () => {
  it.each([
    ["aws", "eu-west-1", "https://eu-west-1.console.aws.amazon.com/detective/home?region=eu-west-1"],
    ["aws-cn", "cn-north-1", "https://console.amazonaws.cn/detective/home?region=cn-north-1"],
    ["aws-us-gov", "us-gov-west-1", "https://console.amazonaws-us-gov.com/detective/home?region=us-gov-west-1"],
  ])("leads to the console of partition %s", (partition, region, home) => {
    const arn = `arn:${partition}:iam::111122223333:role/deploy`;
    expect(reportLink({ arn, region, investigationId })).toBe(`${home}#investigationReport/${investigationId}`);
  });

  it.each([
    ["a partition whose console is not known", { arn: "arn:aws-iso:iam::111122223333:role/deploy" }],
    ["an ARN that is none", { arn: "deploy" }],
    ["a Region that is none", { region: "evil.example/" }],
    ["an id that is none", { investigationId: "1#x" }],
  ])("is undefined for %s", (_what, overrides) => {
    const arn = "arn:aws:iam::111122223333:role/deploy";
    expect(reportLink({ arn, region: "eu-west-1", investigationId, ...overrides })).toBeUndefined();
  });
});
