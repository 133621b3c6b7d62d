import { describe, expect, it } from "vitest";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import { aReport, aStory } from "#test/builders/brief.ts";
import { composedBrief } from "#test/builders/composed-brief.ts";
import { aFailedPrincipal, anEvidence, aSettledPrincipal } from "#test/builders/investigation.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

const alice = { identity: "aws/111122223333/user/alice", arn: "arn:aws:iam::111122223333:user/alice", name: "alice" };
const both = aSlimFinding({ principals: [aPrincipal(), aPrincipal({ ...alice, type: "user" })] });
const deploy = aSettledPrincipal({ investigationId: "1", severity: "CRITICAL" });
const quiet = aSettledPrincipal({ ...alice, investigationId: "2", severity: "HIGH" });
const step = (text: string) => ({ text, why: "w" });
const report = (investigationId: string, story: Partial<InvestigationReport["story"]>) =>
  aReport({ investigationId, story: { ...aStory(), how: [], where: [], now: [], ...story } });

describe("the story of a brief", () => {
  it("is the report's own when there is one principal", () => {
    const story = { how: ["h1", "h2"], where: ["w1"], caveats: ["c1"] };
    const brief = composedBrief(aSlimFinding(), [deploy], { reports: [report("1", story)] });
    expect(brief.story).toEqual(story);
  });

  it("tells the strongest sentence of each principal first, whose it is, and what is said of both once", () => {
    const reports = [report("2", { how: ["same", "a2"], caveats: ["c"] }), report("1", { how: ["d1", "same", "d3"] })];
    expect(composedBrief(both, [quiet, deploy], { reports }).story).toMatchObject({
      how: ["deploy: d1", "alice, deploy: same", "alice: a2", "deploy: d3"],
      caveats: ["alice: c"],
    });
  });

  it("tells the facts where the report could not be read, and says so", () => {
    const evidence = anEvidence({ facts: ["f1", "… +3 more"], complete: false });
    expect(composedBrief(aSlimFinding(), [aSettledPrincipal({ evidence })]).story).toEqual({
      how: ["f1"],
      where: [
        "First seen 2026-03-04 09:00 UTC, last seen 2026-03-04 10:00 UTC, in account 111122223333, Region eu-west-1",
      ],
      caveats: ["Not all evidence could be read of role deploy", "Only the strongest facts are known of role deploy"],
    });
  });

  it("says who was not investigated, why, and that silence proves nothing", () => {
    const excluded = [{ what: "Root", reason: "root" as const }];
    const finding = aSlimFinding({ excluded });
    expect(composedBrief(finding, [aFailedPrincipal({ kind: "timed-out" })]).story.caveats).toEqual([
      "Not investigated: role deploy (timed out)",
      "Not investigated: Detective does not investigate the root user",
      "No severity is known, which does not mean that it is clean",
    ]);
  });
});

describe("the next steps of a brief", () => {
  it("are the five best over all principals, each with its principal", () => {
    const reports = [
      report("1", { now: ["d1", "d2", "d3", "d4"].map(step) }),
      report("2", { now: ["a1", "a2", "a3"].map(step) }),
    ];
    const told = composedBrief(both, [deploy, quiet], { reports }).nextSteps;
    expect(told.map(({ text }) => text)).toEqual(["d1", "d2", "a1", "d3", "a2"]);
    expect(told[2]?.principal).toBe(alice.arn);
    const same = [report("1", { now: [step("s")] }), report("2", { now: [step("s")] })];
    expect(composedBrief(both, [deploy, quiet], { reports: same }).nextSteps).toEqual(
      [deploy.arn, alice.arn].map((principal) => ({ ...step("s"), principal })),
    );
  });

  it("of a much milder principal come after those of the gravest", () => {
    const reports = [report("1", { now: ["d1", "d2", "d3"].map(step) }), report("2", { now: [step("a1")] })];
    const mild = { ...quiet, severity: "INFORMATIONAL" as const };
    const told = composedBrief(both, [mild, deploy], { reports }).nextSteps;
    expect(told.map(({ text }) => text)).toEqual(["d1", "d2", "d3", "a1"]);
  });
});
