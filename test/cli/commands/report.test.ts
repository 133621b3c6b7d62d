import { beforeEach, describe, expect, it } from "vitest";
import { findReports, type ReportPorts } from "#cli/commands/report.ts";
import { SetupFault } from "#domain/errors.ts";
import type { JsonObject } from "#domain/json.ts";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import { aReport } from "#test/builders/brief.ts";
import { anIndicator } from "#test/builders/investigation.ts";
import { FakeClock, FakeDetective } from "#test/builders/ports.ts";

const role = "arn:aws:iam::111122223333:role/pipeline/ci-deploy";
const scope = { startAt: Date.UTC(2026, 10, 18, 2), endAt: Date.UTC(2026, 10, 19, 2) };
const [first, second] = ["111111111111111111111", "111111111111111111112"];

/** A Detective that knows two investigations in eu-west-1, a bucket and a Security Hub that hold what a test puts there. */
function world() {
  const clock = new FakeClock();
  const detective = new FakeDetective(clock);
  const kept = new Map<string, InvestigationReport>();
  const findings: JsonObject[] = [];
  const told: string[] = [];
  const ports: ReportPorts = {
    findings: { named: async (id) => findings.filter((finding) => finding["Id"] === id) },
    reports: { read: async (region, id) => kept.get(`${region}/${id}`) },
    detective: {
      graph: (region) => detective.graph(region),
      investigation: async (graphArn, id) =>
        graphArn.includes(":eu-west-1:") ? detective.investigation(graphArn, id) : undefined,
      indicators: (graphArn, id) => detective.indicators(graphArn, id),
    },
    principalOf: async (_graphArn, id) => detective.held.find((one) => one.id === id)?.principalArn,
    clock,
    accountId: "111122223333",
    tell: (sentence) => void told.push(sentence),
  };
  const ask = (subject: string, over: Partial<ReportPorts> = {}, regions = ["us-east-1", "eu-west-1"]) =>
    findReports({ ...ports, ...over }, { subject, regions });
  return { detective, kept, findings, told, ask };
}

describe("findReports()", () => {
  let w = world();
  beforeEach(async () => {
    w = world();
    for (const id of [first, second]) {
      await w.detective.start("", role, scope);
      w.detective.finish(id, { status: "SUCCESSFUL", severity: "HIGH" });
    }
    w.detective.indicatorsOf.set(first, { indicators: [anIndicator()], complete: true });
  });
  const aFinding = (investigations: string) => ({
    Id: "finding-1",
    Region: "eu-west-1",
    FirstObservedAt: "2026-11-18T20:00:00Z",
    UserDefinedFields: { gumshoeInvestigations: investigations },
  });

  it("takes the report that the pipeline keeps, from whichever Region has it", async () => {
    const report = aReport({ investigationId: first });
    w.kept.set(`eu-west-1/${first}`, report);
    expect(await w.ask(first)).toEqual({ found: [{ report, from: "bucket" }], missing: [] });
  });

  it("makes it of what Detective holds where none is kept, and tells of no finding then", async () => {
    const { found } = await w.ask(first);
    expect(found[0]).toMatchObject({
      from: "detective",
      report: { investigationId: first, region: "eu-west-1", severity: "HIGH", principal: { arn: role } },
    });
    expect(found[0]?.report.observed.indicators).toBe(1);
    expect(found[0]?.report.story.where.join()).not.toContain("the findings tell of");
  });

  it("does the same where the bucket cannot be read, and says so", async () => {
    const read = async () => {
      throw new SetupFault("s3:GetObject", "AccessDenied");
    };
    expect((await w.ask(first, { reports: { read } })).found[0]?.from).toBe("detective");
    expect(w.told).toEqual([
      "Cannot call s3:GetObject: AccessDenied; Detective is asked instead of the reports bucket",
    ]);
  });

  it("finds all investigations of a finding in the finding's Region, and what the finding tells of", async () => {
    w.findings.push(aFinding(`ci-deploy=${first}, ci-deploy=${second}`));
    const { found } = await w.ask("finding-1", {}, ["us-east-1"]);
    expect(found.map(({ report }) => report.investigationId)).toEqual([first, second]);
    expect(found[0]?.report.story.where[0]).toContain("2026-11-18 20:00:00 UTC");
  });

  it("gives what there is, and says what is missing", async () => {
    w.findings.push(aFinding(`ci-deploy=${first}, other=42`));
    const { found, missing } = await w.ask("finding-1");
    expect(found).toHaveLength(1);
    expect(missing).toEqual([
      {
        investigationId: "42",
        message:
          'Cannot report on investigation "42": neither the reports bucket nor Detective in eu-west-1 knows it, --detective-region says where it is',
      },
    ]);
  });

  it.each([
    ["RUNNING", "it is still running"],
    ["FAILED", "it has failed, it found nothing"],
  ] as const)("does not report on one that is %s", async (status, words) => {
    w.detective.finish(first, { status });
    await expect(w.ask(first)).rejects.toThrow(`Cannot report on investigation "${first}": ${words}`);
  });

  it.each([
    ["is not there", undefined, "Security Hub holds no finding of that id"],
    ["was not investigated", "", "none of its principals has been investigated"],
    ["names no number", "ci-deploy=../../x", "none of its principals has been investigated"],
  ])("says so when the finding %s", async (_what, investigations, words) => {
    if (investigations !== undefined) w.findings.push(aFinding(investigations));
    await expect(w.ask("finding-1")).rejects.toThrow(words);
  });

  it("asks which of two findings is meant", async () => {
    w.findings.push(aFinding(`x=${first}`), aFinding(`x=${first}`));
    await expect(w.ask("finding-1")).rejects.toThrow("--product says which");
  });

  it("says what kept it from looking", async () => {
    const graph = async () => {
      throw new SetupFault("Detective", 'Region "eu-west-1" has no behavior graph of ours, one is wanted');
    };
    const detective = { graph, investigation: async () => undefined, indicators: w.detective.indicators };
    await expect(w.ask("42", { detective }, ["eu-west-1"])).rejects.toThrow("has no behavior graph of ours");
  });
});
