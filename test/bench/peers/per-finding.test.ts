import { describe, expect, it } from "vitest";
import { perFinding } from "#bench/peers/per-finding.ts";
import { plainRole } from "#bench/workloads/person.ts";
import { aRun } from "./a-run.ts";
import { aScene } from "./a-scene.ts";

describe("perFinding()", () => {
  it("looks every 30 s, without a function, three transitions a look", async () => {
    const { played, secondsOf } = await aRun(perFinding(), aScene({ seconds: [130] }));
    expect(secondsOf).toEqual({
      ListGraphs: [0],
      StartInvestigation: [0],
      GetInvestigation: [30, 60, 90, 120, 150],
      ListIndicators: [150],
      BatchUpdateFindings: [150],
    });
    // Read, graph, Map, start, 5 × (wait, look, choice), evidence, write
    expect(played.meter.transitions).toBe(4 + 15 + 2);
    expect(played.meter.functions).toEqual({});
    expect(played).toMatchObject({ lost: 0, starts: 1 });
  });

  it("reads a user's access key right, and every product and severity", async () => {
    const user = { ...plainRole(0), kind: "user", arn: "arn:aws:iam::111122223333:user/app-0" } as const;
    const content = { product: "IAM Access Analyzer", severity: "CRITICAL" } as const;
    const { played } = await aRun(perFinding(), aScene({ seconds: [10], person: user, content }));
    expect(played.lost).toBe(0);
  });

  it("keeps the note and the fields of other people", async () => {
    const theirs = { Note: { Text: "call me first", UpdatedBy: "ana" }, UserDefinedFields: { ticket: "42" } };
    const { finding } = await aRun(perFinding(), aScene({ seconds: [10], finding: theirs }));
    expect(finding).toMatchObject({
      Note: { Text: "call me first" },
      UserDefinedFields: { ticket: "42", investigate: "complete" },
    });
  });

  it("fails with a failed investigation, which is not started again", async () => {
    const { played, executions } = await aRun(perFinding(), aScene({ seconds: [10], status: "FAILED" }));
    expect(executions).toEqual(["FAILED"]);
    expect(played).toMatchObject({ starts: 1, lost: 1 });
  });
});
