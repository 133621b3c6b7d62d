import { App } from "aws-cdk-lib";
import { describe, expect, it } from "vitest";
import { readSettings } from "#infra/settings.ts";

const read = (context: object) => readSettings(new App({ context: { ...context } }).node);

describe("readSettings()", () => {
  it("fills in the defaults", () => {
    expect(read({})).toMatchObject({ severityFloor: "MEDIUM", batchSize: 500, linkedRegions: [] });
  });

  it("puts gumshoe-set, as JSON text or as an object, over the settings of cdk.json", () => {
    const gumshoe = { severityFloor: "HIGH", maxAttempts: 3 };
    expect(read({ gumshoe, "gumshoe-set": '{"maxAttempts":4}' })).toMatchObject({
      severityFloor: "HIGH",
      maxAttempts: 4,
    });
    expect(read({ gumshoe, "gumshoe-set": { maxAttempts: 4 } })).toMatchObject({
      severityFloor: "HIGH",
      maxAttempts: 4,
    });
  });

  it("lists every problem", () => {
    const wrong = () => read({ gumshoe: { severityFloor: "LOUD", batchSize: 0, noteePolicy: "append" } });
    expect(wrong).toThrow(expect.objectContaining({ name: "InvalidSettings" }));
    for (const part of ["severityFloor: ", "batchSize: ", '"noteePolicy"']) expect(wrong).toThrow(part);
  });

  it("says what is wrong between two settings: batches above 10 need a window", () => {
    const problem = "batchWindowSeconds: at least 1 is wanted when batchSize is above 10";
    expect(() => read({ gumshoe: { batchWindowSeconds: 0 } })).toThrow(problem);
    expect(() => read({ gumshoe: { batchSize: 11, batchWindowSeconds: 0 } })).toThrow(problem);
    expect(read({ gumshoe: { batchSize: 10, batchWindowSeconds: 0 } })).toMatchObject({ batchSize: 10 });
    expect(read({ gumshoe: { batchSize: 11, batchWindowSeconds: 1 } })).toMatchObject({ batchSize: 11 });
  });

  it.each([
    {
      gumshoe: { allowedRegions: "us" },
      problem: 'allowedRegions: "us" is not anchored, ^…$ around the whole is wanted',
    },
    { gumshoe: { allowedRegions: ["eu_west_1"] }, problem: "allowedRegions.0: names of Regions are wanted" },
    { gumshoe: { allowedRegions: 7 }, problem: "allowedRegions: " },
    { gumshoe: { allowedAccounts: ["1234"] }, problem: "allowedAccounts.0: account ids of twelve digits are wanted" },
    {
      gumshoe: { allowedAccounts: ["111122223333"], deniedAccounts: ["444455556666"] },
      problem: "deniedAccounts: one of allowedAccounts and deniedAccounts is wanted",
    },
    {
      gumshoe: { linkedRegions: ["us-east-1"], allowedRegions: "^eu-.*$" },
      problem: "linkedRegions: only Regions that allowedRegions lets in are wanted",
    },
  ])("refuses $gumshoe", ({ gumshoe, problem }) => {
    expect(() => read({ gumshoe })).toThrow(problem);
  });

  it.each([
    {
      gumshoe: { slackWorkspaceId: "T0123ABCD" },
      problem: "slackChannelId: slackWorkspaceId and slackChannelId are wanted together",
    },
    {
      gumshoe: { slackWorkspaceId: "T0123ABCD", slackChannelId: "#soc" },
      problem: "slackChannelId: an id such as C0123ABCD is wanted, not the name of the channel",
    },
    {
      gumshoe: { teamsTeamId: "74361522-da01-538d-aa2e-ac7918c6bb92" },
      problem: "teamsChannelId: teamsTeamId, teamsTenantId and teamsChannelId are wanted together",
    },
    { gumshoe: { teamsTeamId: "soc" }, problem: "teamsTeamId: a UUID is wanted" },
    {
      gumshoe: { teamsChannelId: "19:ab@thread.tacv2" },
      problem: "teamsChannelId: an id such as 19%3Aab…%40thread.tacv2 is wanted",
    },
    { gumshoe: { notifyEmail: "soc" }, problem: "notifyEmail: an e-mail address is wanted" },
    { gumshoe: { notifyWorkflowStates: [] }, problem: "notifyWorkflowStates: " },
    { gumshoe: { notifySeverityFloor: "LOUD" }, problem: "notifySeverityFloor: " },
  ])("refuses to notify by $gumshoe", ({ gumshoe, problem }) => {
    expect(() => read({ gumshoe })).toThrow(problem);
  });

  it("takes the Regions as a list or as one regular expression", () => {
    expect(read({ gumshoe: { allowedRegions: ["eu-west-1"] } }).allowedRegions).toEqual(["eu-west-1"]);
    expect(read({ gumshoe: { allowedRegions: "^eu-.*$" } }).allowedRegions).toBe("^eu-.*$");
  });

  it.each(["text", ["list"]])("refuses %j in place of an object", (gumshoe) => {
    expect(() => read({ gumshoe })).toThrow('Cannot read context "gumshoe": an object of settings is wanted');
  });
});
