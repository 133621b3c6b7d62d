import { describe, expect, it } from "vitest";
import { aFinding, fieldsOf, importedEvent, localAws, stored } from "./local-aws.ts";

const findings = Array.from({ length: 200 }, (_, n) =>
  aFinding(`burst-${n}`, [`role-${n % 10}`], {
    LastObservedAt: `2026-11-20T11:${String(40 + (n % 15)).padStart(2, "0")}:00.000Z`,
  }),
);

describe("a burst of 200 findings about 10 principals", () => {
  it("starts 10 investigations, enriches every finding, and changes nothing when it comes again hours later", async () => {
    const cloud = await localAws();
    for (const finding of findings) cloud.services.SecurityHub.importFinding(finding);
    await cloud.settled();

    expect(cloud.calls()["Detective.StartInvestigation"]).toBe(10);
    expect(cloud.calls()["SecurityHub.BatchUpdateFindings"]).toBeLessThanOrEqual(40);
    const outcomes = findings.map(({ Id }) => fieldsOf(cloud, String(Id))["investigate"]);
    expect(new Set(outcomes)).toEqual(new Set(["complete"]));

    const before = findings.map(({ Id }) => JSON.stringify(stored(cloud, String(Id))));
    await cloud.clock.sleep(5 * 60 * 60 * 1_000);
    for (const finding of findings) {
      cloud.putEvent(importedEvent({ ...finding, UserDefinedFields: { investigate: "true" } }));
    }
    await cloud.settled();

    expect(cloud.calls()["Detective.StartInvestigation"]).toBe(10);
    expect(findings.map(({ Id }) => JSON.stringify(stored(cloud, String(Id))))).toEqual(before);
    expect(cloud.services.SFN.executions()).toHaveLength(2);
  });
});
