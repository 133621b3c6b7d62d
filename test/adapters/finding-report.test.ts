import type { SecurityHubClient } from "@aws-sdk/client-securityhub";
import { describe, expect, it } from "vitest";
import { findingReport } from "#adapters/finding-report.ts";
import { failing, fakeClient } from "./fake-client.ts";

const key = { productArn: "arn:p", id: "f1" };
const asked = (GetFindings: () => unknown) => findingReport(key, fakeClient<SecurityHubClient>({ GetFindings }));

describe("findingReport()", () => {
  it.each([
    {
      what: "the link",
      Findings: [{ UserDefinedFields: { gumshoeReport: "https://report" } }],
      report: "https://report",
    },
    {
      what: "nothing for a finding without one",
      Findings: [{ UserDefinedFields: { owner: "payroll" } }],
      report: undefined,
    },
    { what: "nothing for a finding that is not there", Findings: [], report: undefined },
  ])("answers $what", async ({ Findings, report }) => {
    expect(await asked(() => ({ Findings }))).toBe(report);
  });

  it("throws SetupFault when findings may not be read", async () => {
    await expect(asked(failing("AccessDeniedException", 403))).rejects.toMatchObject({ name: "SetupFault" });
  });
});
