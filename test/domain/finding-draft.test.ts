import { describe, expect, it } from "vitest";
import { readAsff } from "#domain/asff.ts";
import type { Delivery } from "#domain/finding-draft.ts";
import { readGuardDuty } from "#domain/guardduty.ts";
import { aFinding, aGuardDutyFinding, anAsffFinding } from "#test/builders/finding.ts";

const delivery: Delivery = {
  origin: "imported",
  requested: false,
  attempt: 0,
  region: "us-east-1",
  time: "2026-03-04T10:20:30Z",
};
const arnOfAnotherProduct = "arn:aws:securityhub:eu-central-1:111122223333:product/111122223333/default";

describe("readAsff()", () => {
  it.each([
    ["no id", { Id: undefined }, "it has no id, one is wanted"],
    ["a blank id", { Id: " " }, "it has no id, one is wanted"],
    ["an id that is no text", { Id: { a: 1 } }, "it has no id, one is wanted"],
    ["an id that is too long", { Id: "x".repeat(2049) }, "the id has 2049 characters, 2048 are the limit"],
    ["no product", { ProductArn: undefined }, "the product ARN is missing or none of Security Hub, one is wanted"],
    [
      "another service's ARN",
      { ProductArn: "arn:aws:s3:::b" },
      "the product ARN is missing or none of Security Hub, one is wanted",
    ],
    ["no account", { AwsAccountId: undefined }, "the account id is missing or malformed, twelve digits are wanted"],
    [
      "an account of 11 digits",
      { AwsAccountId: "11112222333" },
      "the account id is missing or malformed, twelve digits are wanted",
    ],
    [
      "no time",
      { UpdatedAt: undefined, CreatedAt: undefined },
      "the update time is missing or unreadable, ISO 8601 is wanted",
    ],
    [
      "garbage times",
      { UpdatedAt: "now", CreatedAt: "then" },
      "the update time is missing or unreadable, ISO 8601 is wanted",
    ],
  ])("refuses a finding with %s", (_, overrides, state) => {
    const outcome = readAsff(anAsffFinding(overrides), delivery);
    expect(outcome).toMatchObject({ reason: "invalid-finding", message: expect.stringContaining(`: ${state}`) });
  });

  it("quotes the id, made harmless and cut, when it refuses a finding", () => {
    const outcome = readAsff(anAsffFinding({ Id: `a\n"b${"c".repeat(300)}`, ProductArn: "" }), delivery);
    expect(outcome).toMatchObject({ message: expect.stringContaining(`finding "a 'b${"c".repeat(115)}…":`) });
  });

  it.each([
    ["the finding", {}, "eu-west-1"],
    ["the product ARN", { Region: undefined, ProductArn: arnOfAnotherProduct }, "eu-central-1"],
    ["the finding's own ARN", { Region: "", ProductArn: "arn:aws:securityhub:::product/aws/guardduty" }, "eu-west-1"],
    [
      "the event",
      { Region: "no Region", ProductArn: "arn:aws:securityhub:::product/aws/guardduty", Id: "x" },
      "us-east-1",
    ],
  ])("takes the Region of %s", (_, overrides, region) => {
    expect(readAsff(anAsffFinding(overrides), delivery)).toMatchObject({ region });
  });

  it("takes the creation for the version when the update time is missing", () => {
    expect(readAsff(anAsffFinding({ UpdatedAt: undefined }), delivery)).toMatchObject({
      version: "2026-03-04T09:10:00.000Z",
    });
  });

  it("keeps the update time exactly as given", () => {
    expect(readAsff(anAsffFinding({ UpdatedAt: "2026-03-04 10:20:00.000000000" }), delivery)).toMatchObject({
      version: "2026-03-04 10:20:00.000000000",
    });
  });

  it.each([
    ["Types", { Types: ["TTPs/A", "TTPs/B"] }, "TTPs/A"],
    ["the provider's types", { Types: [], FindingProviderFields: { Types: ["TTPs/C"] } }, "TTPs/C"],
    ["nothing", { Types: "TTPs" }, ""],
  ])("takes the type from %s", (_, overrides, type) => {
    expect(readAsff(anAsffFinding(overrides), delivery)).toMatchObject({ type });
  });

  it("bounds and cleans type and title", () => {
    const hostile = `a\u001b[31m\u202e${"b".repeat(300)}`;
    const clean = `a [31m ${"b".repeat(153)}`;
    expect(readAsff(anAsffFinding({ Title: hostile, Types: [hostile] }), delivery)).toMatchObject({
      title: clean,
      type: clean,
    });
  });

  it.each([
    ["the flag", { Sample: true }, true],
    ["the title", { Title: "[SAMPLE] Something" }, true],
    ["GuardDuty's product field", { ProductFields: { "aws/guardduty/service/additionalInfo/sample": "true" } }, true],
    ["nothing", { Sample: false, Title: "A [SAMPLE] inside" }, false],
  ])("knows a sample by %s", (_, overrides, sample) => {
    expect(readAsff(anAsffFinding(overrides), delivery)).toMatchObject({ sample });
  });
});

describe("readGuardDuty()", () => {
  it.each([
    ["the flag", { sample: true }, true],
    ["the value", { type: "default", value: '{"sample":true}' }, true],
    ["nothing", { value: '{"sample":false}' }, false],
  ])("knows a sample by %s", (_, additionalInfo, sample) => {
    const service = { detectorId: "0a1b2c3d4e5f", additionalInfo };
    expect(readGuardDuty(aGuardDutyFinding({ service }), delivery)).toMatchObject({ sample });
  });

  it("refuses a finding when neither ARN nor detector is told", () => {
    expect(readGuardDuty(aGuardDutyFinding({ arn: "", service: {} }), delivery)).toMatchObject({
      reason: "invalid-finding",
    });
  });

  it("takes the partition from the ARN", () => {
    const arn = "arn:aws-cn:guardduty:cn-north-1:111122223333:detector/0a1b2c3d4e5f/finding/f1";
    expect(readGuardDuty(aGuardDutyFinding({ arn, region: "cn-north-1" }), delivery)).toMatchObject({
      id: arn,
      productArn: "arn:aws-cn:securityhub:cn-north-1::product/aws/guardduty",
      mentions: [{ partition: "aws-cn" }],
    });
  });

  it("reads a score of nine as CRITICAL", () => {
    expect(readGuardDuty(aGuardDutyFinding({ severity: 9 }), delivery)).toMatchObject({ severity: "CRITICAL" });
  });

  it("names the same finding version as Security Hub does", () => {
    const { id, productArn, version } = aFinding();
    expect(readGuardDuty(aGuardDutyFinding(), delivery)).toMatchObject({ id, productArn, version });
  });
});
