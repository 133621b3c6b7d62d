import { describe, expect, it } from "vitest";
import { investigationOf, listingOf } from "#adapters/detective-investigation.ts";

const CreatedTime = new Date("2026-03-04T10:30:00.000Z");
const of = (over: object) => investigationOf({ InvestigationId: "1", CreatedTime, ...over });

describe("investigationOf()", () => {
  it("tells scope, status and severity", () => {
    const scope = { ScopeStartTime: new Date(1_000), ScopeEndTime: new Date(2_000) };
    expect(of({ ...scope, Status: "SUCCESSFUL", Severity: "LOW" })).toEqual({
      id: "1",
      createdAt: CreatedTime.getTime(),
      status: "SUCCESSFUL",
      severity: "LOW",
      scope: { startAt: 1_000, endAt: 2_000 },
    });
  });

  it.each([undefined, "QUEUED", ""])("takes the status %j for RUNNING: it is not over", (Status) => {
    expect(of({ Status })).toMatchObject({ status: "RUNNING" });
  });

  it.each([undefined, "SEVERE"])("leaves out the severity %j: it is not known", (Severity) => {
    expect(of({ Status: "SUCCESSFUL", Severity })).not.toHaveProperty("severity");
  });
});

describe("listingOf()", () => {
  it("names nothing that Detective does not name", () => {
    expect(listingOf({})).toEqual({ id: "", status: "RUNNING", createdAt: 0 });
  });
});
