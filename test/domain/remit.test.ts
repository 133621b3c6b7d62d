import { describe, expect, it } from "vitest";
import { outsideRemit, unwanted } from "#domain/remit.ts";
import { Settings } from "#domain/settings.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const here = { region: "eu-west-1", accountId: "111122223333" };

describe("outsideRemit()", () => {
  it.each([
    { when: "nothing is set", given: {}, reason: undefined },
    { when: "the Region is listed", given: { allowedRegions: ["us-east-1", "eu-west-1"] }, reason: undefined },
    { when: "the Region fits the pattern", given: { allowedRegions: "^eu-.*$" }, reason: undefined },
    { when: "the account is allowed", given: { allowedAccounts: ["111122223333"] }, reason: undefined },
    { when: "another account is denied", given: { deniedAccounts: ["444455556666"] }, reason: undefined },
    { when: "the Region is not listed", given: { allowedRegions: ["eu-west-2"] }, reason: "region-not-allowed" },
    { when: "a listed Region only begins so", given: { allowedRegions: ["eu-west-11"] }, reason: "region-not-allowed" },
    { when: "the Region does not fit", given: { allowedRegions: "^us-.*$" }, reason: "region-not-allowed" },
    { when: "the account is not allowed", given: { allowedAccounts: ["444455556666"] }, reason: "account-not-allowed" },
    { when: "the account is denied", given: { deniedAccounts: ["111122223333"] }, reason: "account-not-allowed" },
    {
      when: "neither is allowed",
      given: { allowedRegions: ["us-east-1"], allowedAccounts: ["444455556666"] },
      reason: "region-not-allowed",
    },
  ])("is $reason when $when", ({ given, reason }) => {
    expect(outsideRemit(here, Settings.parse(given))).toBe(reason);
  });
});

describe("unwanted()", () => {
  it.each([
    ["region-not-allowed", "eu-west-1"],
    ["account-not-allowed", "111122223333"],
  ] as const)("leaves nobody to investigate, and says %s of %s", (reason, what) => {
    const finding = aSlimFinding();
    expect(unwanted(finding, reason)).toEqual({ ...finding, principals: [], excluded: [{ what, reason }] });
  });
});
