import { describe, expect, it } from "vitest";
import type { Behaviour, PrincipalBehaviour } from "#local/behaviour.ts";
import { truth } from "#simulation/invariants/truth.ts";
import { type AWorld, aWorld, executionArn, minuteMs, startAtMs } from "./a-world.ts";
import { asksFor, graphOf, starts } from "./detective.ts";
import {
  aCall,
  anAsff,
  anEnrichment,
  anEvent,
  aPrincipal,
  aSettlement,
  aSlim,
  begins,
  identityOf,
  iso,
  reads,
  record,
  refused,
  roleArn,
  send,
  writes,
} from "./happenings.ts";

const indicators = [{ IndicatorType: "NEW_ASO" }, { IndicatorType: "NEW_USER_AGENT" }] as const;
const scopeEnd = iso(startAtMs - 5 * minuteMs);
const complete = { investigate: "complete", gumshoeVerdict: "HIGH", gumshoeCoveredUntil: scopeEnd };
const wantsPart = (text: string) => [expect.stringContaining(text)];

interface Investigated {
  readonly world: AWorld;
  readonly id: string;
}

/** The role `deploy` was investigated half an hour ago, with two indicators and a severity of HIGH, unless said. */
async function investigated(over: PrincipalBehaviour = {}, scope?: readonly [number, number]): Promise<Investigated> {
  const plan: PrincipalBehaviour = { durationSeconds: 60, severity: "HIGH", indicators, ...over };
  const behaviour: Partial<Behaviour> = { principals: new Map([[roleArn("deploy"), plan]]) };
  const world = aWorld(truth, { behaviour });
  asksFor(world);
  const id = starts(world, scope ? { scope } : {});
  await world.pass(30);
  return { world, id };
}

/** `check` reads so many of the indicators, and comes to the end of the list. */
function looks({ world, id }: Investigated, count: number = indicators.length): void {
  world.tell(begins("check", { executionArn, principals: [aPrincipal({ investigationId: id })] }));
  const input = { InvestigationId: id };
  world.tell(
    aCall("check", "Detective", "ListIndicators", { input, output: { Indicators: indicators.slice(0, count) } }),
  );
}

/** `enrich` writes this of the finding. */
function says({ world, id }: Investigated, fields: object, principals: readonly object[] = [{ kind: "investigated" }]) {
  const settled = principals.map((over) => aPrincipal({ investigationId: id, ...over }));
  world.tell(begins("enrich", anEnrichment({ principals: settled })), reads(), writes({ UserDefinedFields: fields }));
  return world.violations;
}

describe("truth (I12)", () => {
  it("holds when a finding is called complete whose principal was investigated to the end", async () => {
    const its = await investigated();
    looks(its);
    expect(says(its, complete)).toEqual([]);
  });

  it("is broken when nobody was investigated", async () => {
    const its = await investigated();
    const broken = says(its, { investigate: "complete" }, [{ kind: "failed" }]);
    expect(broken).toEqual([
      expect.stringContaining("although nobody was investigated"),
      expect.stringContaining("has no investigation: it is failed"),
    ]);
  });

  it("is broken when a principal that the finding names was left out", async () => {
    const its = await investigated();
    const Resources = ["deploy", "other"].map((name) => ({ Type: "AwsIamRole", Id: roleArn(name) }));
    send(its.world, anEvent([anAsff({ Resources })]));
    looks(its);
    expect(says(its, complete)).toEqual(wantsPart(`${identityOf("other")} has no investigation: it is left out`));
  });

  it("is broken when nothing became of a principal of the execution's own, though the finding is called parked", async () => {
    const its = await investigated();
    its.world.tell(begins("enrich", anEnrichment({ principals: [] })), reads());
    its.world.tell(writes({ UserDefinedFields: { investigate: "parked", gumshoeReason: "investigation-failed" } }));
    expect(its.world.violations).toEqual(wantsPart("and nothing became of"));
  });

  it("is broken when the investigation is somebody else's", async () => {
    const its = await investigated();
    const input = { executionArn, principals: [aPrincipal({ arn: roleArn("other"), identity: identityOf("other") })] };
    its.world.tell(begins("check", input));
    const other = { arn: roleArn("other"), identity: identityOf("other"), kind: "investigated" };
    const settled = anEnrichment({
      findings: [aSlim({ principals: [aPrincipal(other)] })],
      principals: [aPrincipal({ ...other, investigationId: its.id })],
    });
    its.world.tell(begins("enrich", settled), reads(), writes({ UserDefinedFields: { investigate: "complete" } }));
    expect(its.world.violations).toEqual(wantsPart(`${identityOf("other")} has no investigation`));
  });

  it.each([
    ["failed", { statuses: ["FAILED"], indicators: [] }, "is FAILED"],
    ["still runs", { durationSeconds: "never" }, "is RUNNING"],
  ] as const)("is broken when the investigation %s", async (_how, over, what) => {
    const its = await investigated(over);
    looks(its);
    expect(says(its, { investigate: "complete" })).toEqual(wantsPart(what));
  });

  it("is broken when one that failed counts as evidence, though the finding is called partial", async () => {
    const its = await investigated({ statuses: ["FAILED"], indicators: [] });
    const said = { investigate: "partial", gumshoeReason: "evidence-incomplete" };
    expect(says(its, said)).toEqual(wantsPart("which counts as evidence, is FAILED"));
  });

  it("is broken when a principal failed after a single investigation", async () => {
    for (const tries of [1, 2]) {
      const its = await investigated({ statuses: ["FAILED"], indicators: [] });
      if (tries === 2) starts(its.world);
      const said = { investigate: "parked", gumshoeReason: "investigation-failed" };
      const failed = [{ kind: "failed", error: "InvestigationFailed" }];
      expect(says(its, said, failed)).toEqual(tries === 2 ? [] : wantsPart("failed after 1 investigation"));
    }
  });

  it("is broken when a finding is written before its investigation has ended, unless looking was given up", async () => {
    for (const failure of [undefined, { error: "ServiceUnavailable" }]) {
      const its = await investigated({ durationSeconds: "never" });
      const principals = [aPrincipal({ kind: "running", investigationId: its.id })];
      const said = { investigate: "parked", gumshoeReason: "service-unavailable" };
      its.world.tell(
        begins("enrich", anEnrichment({ principals, failure })),
        reads(),
        writes({ UserDefinedFields: said }),
      );
      expect(its.world.violations).toEqual(failure ? [] : wantsPart("before the investigation of"));
    }
  });

  it("is broken when one that Detective no longer knows is said to have timed out", async () => {
    for (const isGone of [true, false]) {
      const its = await investigated({ durationSeconds: "never" });
      looks(its);
      const input = { InvestigationId: its.id };
      its.world.tell(refused("check", "Detective", "GetInvestigation", "ResourceNotFoundException", { input }));
      if (!isGone) its.world.tell(aCall("check", "Detective", "GetInvestigation", { input }));
      const said = { investigate: "parked", gumshoeReason: "investigation-timed-out" };
      const broken = says(its, said, [{ kind: "timed-out", error: "InvestigationTimedOut" }]);
      expect(broken).toEqual(isGone ? wantsPart("timed out, although Detective no longer knows") : []);
    }
  });

  it.each([undefined, "SEVERE"])("is broken when the severity that Detective told is %s", async (Severity) => {
    const its = await investigated();
    looks(its);
    const input = { InvestigationId: its.id };
    its.world.tell(
      aCall("check", "Detective", "GetInvestigation", { input, told: { Status: "SUCCESSFUL", Severity } }),
    );
    const broken = says(its, { ...complete, gumshoeVerdict: "NONE" });
    expect(broken).toEqual(wantsPart("has no severity that anybody knows"));
  });

  it("is broken when the indicators were not all read", async () => {
    const its = await investigated();
    looks(its, 1);
    expect(says(its, complete)).toEqual(wantsPart("has 2 indicators, and they were not all read"));
  });

  it("is broken when the searched range leaves out the activity, as the execution or as the finding has it", async () => {
    const late = await investigated({}, [300, 30]);
    looks(late);
    const until = iso(startAtMs - 30 * minuteMs);
    expect(says(late, { ...complete, gumshoeCoveredUntil: until })[0]).toContain("which leaves out activity");
    const early = await investigated();
    send(early.world, anEvent([anAsff({ FirstObservedAt: iso(startAtMs - 600 * minuteMs) })]));
    looks(early);
    expect(says(early, complete)).toEqual(wantsPart("which leaves out activity"));
  });

  it.each(["MEDIUM", "CRITICAL", "NONE"])("is broken when the verdict is %s and HIGH is the truth", async (verdict) => {
    const its = await investigated();
    looks(its);
    expect(says(its, { ...complete, gumshoeVerdict: verdict })).toEqual(wantsPart("HIGH is the truth"));
  });

  it("is broken when evidence is said to reach beyond the searched range", async () => {
    const its = await investigated();
    looks(its);
    expect(says(its, { ...complete, gumshoeCoveredUntil: iso(startAtMs) })).toEqual(wantsPart("reach until"));
  });

  it("wants a reason for everything less than complete", async () => {
    const [silent, told] = [await investigated(), await investigated()];
    const partial = { ...complete, investigate: "partial" };
    expect(says(silent, partial)).toEqual(wantsPart("and nothing says why"));
    expect(says(told, { ...partial, gumshoeReason: "evidence-incomplete" })).toEqual([]);
  });

  it("calls nobody unknown of whom Detective has not said so", async () => {
    const [guessed, told] = [await investigated(), await investigated()];
    const fields = { investigate: "not-investigable", gumshoeReason: "not-investigable" };
    const GraphArn = graphOf(told.world);
    const input = { GraphArn, EntityArn: roleArn("deploy") };
    told.world.tell(
      refused("start-or-join", "Detective", "StartInvestigation", "ValidationException", { input }),
      aCall("start-or-join", "Detective", "ListGraphs", { output: { GraphList: [{ Arn: GraphArn }] } }),
    );
    const unknown = [{ kind: "not-investigable", investigationId: undefined }];
    const never = "Detective has not said that it does not know";
    expect([says(guessed, fields, unknown), says(told, fields, unknown)]).toEqual([wantsPart(never), []]);
  });

  it("is broken when a finding is remembered as enriched and that is not on it", async () => {
    const [unwritten, read] = [await investigated(), await investigated()];
    for (const { world, id } of [unwritten, read]) {
      const principals = [aPrincipal({ kind: "investigated", investigationId: id })];
      world.tell(begins("enrich", anEnrichment({ principals })));
    }
    read.world.tell(reads({ UserDefinedFields: { investigate: "complete" } }));
    for (const { world } of [unwritten, read]) world.tell(record(world));
    const missing = wantsPart("although that is not on the finding");
    expect([unwritten.world.violations, read.world.violations]).toEqual([missing, []]);
  });

  it("is broken when a finding is remembered as covered for longer than was searched", async () => {
    const its = await investigated();
    looks(its);
    says(its, complete);
    its.world.tell(record(its.world, { settled: aSettlement({ coveredUntil: startAtMs }) }));
    expect(its.world.violations).toEqual(wantsPart("is remembered as covered until"));
  });

  it("wants the same truth in the event", async () => {
    const its = await investigated();
    looks(its);
    const detail = { finding: { id: "f1", version: iso(startAtMs) }, verdict: "LOW" };
    const input = { Entries: [{ DetailType: "Finding Enriched", Detail: JSON.stringify(detail) }] };
    const principals = ["failed", "investigated"].map((kind) => aPrincipal({ kind, investigationId: its.id }));
    its.world.tell(begins("enrich", anEnrichment({ principals: principals.slice(1) })));
    its.world.tell(aCall("enrich", "EventBridge", "PutEvents", { input }));
    expect(its.world.violations).toEqual(wantsPart("HIGH is the truth"));
    its.world.tell(begins("enrich", anEnrichment({ principals: principals.slice(0, 1) }), "failing"));
    its.world.tell(aCall("enrich", "EventBridge", "PutEvents", { requestId: "failing", input }));
    expect(its.world.violations).toContainEqual(expect.stringContaining("says enriched, but"));
  });
});
