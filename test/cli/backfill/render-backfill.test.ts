import pc from "picocolors";
import { describe, expect, it } from "vitest";
import type { BackfillReport } from "#cli/backfill/backfill-report.ts";
import { firstCheckpoint } from "#cli/backfill/checkpoint.ts";
import { renderBackfill } from "#cli/backfill/render-backfill.ts";
import { renderBackfillPlan } from "#cli/backfill/render-backfill-plan.ts";

const paint = pc.createColors(false);
const aReport = (over: Partial<BackfillReport> = {}): BackfillReport => ({
  dryRun: false,
  done: true,
  since: "2026-02-25T10:00:00.000Z",
  until: "2026-03-04T10:00:00.000Z",
  position: "2026-03-04T10:00:00.000Z",
  read: 3_000,
  queued: 2_880,
  failed: 1,
  left: { "already-covered": 100, "in-flight": 19 },
  queuedBySeverity: { HIGH: 2_000, CRITICAL: 880 },
  queuedByProduct: { GuardDuty: 2_880 },
  failures: [{ id: "f/1", message: "Cannot read finding" }],
  ...over,
});

describe("renderBackfill()", () => {
  it("tells the sums, why findings were left out, and what could not be read", () => {
    const text = renderBackfill(aReport(), paint);
    expect(text).toContain("read 3,000 · covered or left out 119 · queued 2,880 · failed 1");
    expect(text).toContain("  100 covered already\n  19 on their way already");
    expect(text).toContain("f/1: Cannot read finding");
    expect(text.indexOf("CRITICAL")).toBeLessThan(text.indexOf("HIGH"));
  });

  it.each([
    { over: {}, says: "Done: everything updated from" },
    { over: { dryRun: true }, says: "Nothing was queued: everything updated from" },
    { over: { done: false, stopped: "limit" }, says: "The limit of this run is reached at 2026-03-04T10:00:00.000Z" },
    {
      over: { done: false, stopped: "trouble", trouble: "no answer" },
      says: "Stopped by trouble at 2026-03-04T10:00:00.000Z: no answer",
    },
  ] as const)("ends with: $says", ({ over, says }) => expect(renderBackfill(aReport(over), paint)).toContain(says));

  it("says that the same command goes on whenever it has not come to the end", () => {
    const text = renderBackfill(aReport({ done: false, stopped: "interrupted" }), paint);
    expect(text).toMatch(/The same command goes on from there$/);
  });
});

describe("renderBackfillPlan()", () => {
  const selection = {
    accountId: "111122223333",
    region: "eu-west-1",
    stack: "Gumshoe",
    since: "7d",
    severity: "HIGH",
  } as const;
  const from = firstCheckpoint(selection, { since: Date.UTC(2026, 1, 25), until: Date.UTC(2026, 2, 4) });
  const plan = { from, resumed: false, ratePerSecond: 5, limit: undefined, checkpointPath: "cp.json" };
  const survey = aReport({ done: false, stopped: "survey", read: 200, queued: 80, queuedBySeverity: { HIGH: 80 } });

  it("says what the first pages hold, and that nobody knows how much there is", () => {
    const text = renderBackfillPlan({ ...plan, survey });
    expect(text).toContain("HIGH or CRITICAL; naming an IAM principal");
    expect(text).toContain("the first pages: 200 findings, 80 to queue (80 HIGH)");
    expect(text).toContain("there is more: how much, Security Hub does not tell");
    expect(text).toContain("queued at 5 a second: 4 min for 1,000 findings");
  });

  it("counts the first pages without what an earlier run has done", () => {
    const done = { ...from.tally, read: 150, queued: 60, queuedBySeverity: { HIGH: 60 } };
    const text = renderBackfillPlan({ ...plan, resumed: true, from: { ...from, tally: done }, survey });
    expect(text).toContain("read 150, queued 60 so far");
    expect(text).toContain("the first pages: 50 findings, 20 to queue (20 HIGH)");
  });
});
