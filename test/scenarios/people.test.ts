import { describe, expect, it } from "vitest";
import { aFinding, fieldsOf, importedEvent, localAws, stored } from "./local-aws.ts";

describe("what people wrote on a finding", () => {
  it("is unchanged after enrichment: note, workflow status, severity and fields", async () => {
    const cloud = await localAws();
    const byPeople = {
      Note: { Text: "Called the owner. - Ines", UpdatedBy: "ines", UpdatedAt: "2026-11-20T11:58:00.000Z" },
      Workflow: { Status: "NOTIFIED" },
      Severity: { Label: "CRITICAL", Normalized: 95, Original: "8" },
      UserDefinedFields: { ticket: "SEC-2210", owner: "payroll" },
    };
    cloud.services.SecurityHub.importFinding(aFinding("theirs", ["reader"], byPeople));
    await cloud.settled();

    const { Note, Workflow, Severity } = stored(cloud, "theirs");
    expect({ Note, Workflow, Severity }).toMatchObject({
      Note: byPeople.Note,
      Workflow: byPeople.Workflow,
      Severity: byPeople.Severity,
    });
    expect(fieldsOf(cloud, "theirs")).toMatchObject({ ...byPeople.UserDefinedFields, investigate: "complete" });
  });
});

describe("events caused by our own writes", () => {
  it("match no rule, and when one is let in all the same it goes no further than ingest", async () => {
    const cloud = await localAws();
    cloud.services.SecurityHub.importFinding(aFinding("echo", ["reader"]));
    await cloud.settled();
    const before = cloud.calls();
    const imported = cloud.seen.filter((seen) => seen.kind === "event" && seen.detailType.endsWith("Imported"));
    expect(imported.map((seen) => seen.kind === "event" && seen.rules.length)).toEqual([1, 0]);

    const echo = { ...stored(cloud, "echo"), UserDefinedFields: { ...fieldsOf(cloud, "echo"), investigate: "true" } };
    cloud.putEvent(importedEvent(echo));
    await cloud.settled();
    const after = cloud.calls();
    for (const operation of ["SFN.StartExecution", "SecurityHub.BatchUpdateFindings", "Detective.StartInvestigation"]) {
      expect(after[operation], operation).toBe(before[operation]);
    }
  });
});
