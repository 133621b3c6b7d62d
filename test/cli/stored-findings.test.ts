import { describe, expect, it } from "vitest";
import { feedItems } from "#cli/feed.ts";
import { ownFindings, securityHubFinding } from "#cli/stored-findings.ts";
import { aCustomActionEvent, aGuardDutyEvent, anImportedEvent, anImportedV2Event } from "#test/builders/event.ts";
import { anAsffFinding } from "#test/builders/finding.ts";

const guardDuty = () => {
  const finding = feedItems(JSON.stringify(aGuardDutyEvent()))[0]?.findings[0];
  if (!finding) throw new Error("the event names no finding");
  return finding;
};

describe("ownFindings()", () => {
  const [one, two] = [anAsffFinding(), anAsffFinding({ Id: "two", unheardOf: { a: [null] } })];

  it.each([
    { what: "an import", event: anImportedEvent(one), found: [one] },
    { what: "a custom action", event: aCustomActionEvent(one, two), found: [one, two] },
    { what: "good and bad", event: anImportedEvent(null, 7, two), found: [two] },
    { what: "a GuardDuty event", event: aGuardDutyEvent(), found: [] },
    { what: "an OCSF event", event: anImportedV2Event(), found: [] },
  ])("are the findings of $what as they stand", ({ event, found }) => {
    expect(ownFindings(event)).toEqual(found);
  });
});

describe("securityHubFinding()", () => {
  it("has the identity that Security Hub knows the finding by", () => {
    const { Id, ProductArn, UpdatedAt, Region, AwsAccountId, Severity } = anAsffFinding();
    expect(securityHubFinding(guardDuty(), undefined)).toMatchObject({
      Id,
      ProductArn,
      UpdatedAt,
      Region,
      AwsAccountId,
      Severity: { Label: (Severity as { Label: string }).Label },
    });
  });

  it("changes nothing of what is held but its version", () => {
    const held = anAsffFinding({
      UpdatedAt: "2026-03-01T00:00:00Z",
      Note: { Text: "ours" },
      Workflow: { Status: "NOTIFIED" },
    });
    const { UpdatedAt, LastObservedAt } = anAsffFinding();
    expect(securityHubFinding(guardDuty(), held)).toMatchObject({ ...held, UpdatedAt, LastObservedAt });
  });
});
