import { describe, expect, it } from "vitest";
import { effectOnce } from "#simulation/invariants/effect-once.ts";
import { type AWorld, aWorld, executionArn, minuteMs, productArn, startAtMs } from "./a-world.ts";
import { aCall, anEnrichment, aSettlement, aSlim, begins, forget, iso, reads, record, writes } from "./happenings.ts";

const [older, newer] = [iso(startAtMs - minuteMs), iso(startAtMs)];
const complete = { UserDefinedFields: { investigate: "complete" } };
const partial = { UserDefinedFields: { investigate: "partial" } };

/** An execution's enrichment of one version, from its look at the record to its write. */
function enriches(world: AWorld, requestId: string, version: string, written: object = complete): void {
  const input = anEnrichment({ executionArn: `${executionArn}-${requestId}`, findings: [aSlim({ version })] });
  world.tell(begins("enrich", input, requestId));
  world.tell(aCall("enrich", "DynamoDB", "BatchGetItem", { requestId }));
  world.tell(reads({}, requestId), writes({ ...written }, requestId));
}

describe("effectOnce (I3)", () => {
  it("holds when an execution writes a finding once, and again to the byte", () => {
    const world = aWorld(effectOnce);
    enriches(world, "enrich", newer);
    world.tell(writes(complete));
    expect(world.atRest()).toEqual([]);
  });

  it("is broken when an execution changes a finding a second time", () => {
    const world = aWorld(effectOnce);
    enriches(world, "enrich", newer);
    world.tell(writes(partial));
    expect(world.violations).toEqual([expect.stringContaining("a second time")]);
  });

  it("lets the link of one investigation change, from Detective's report to the page that was kept since, and no other", () => {
    const detective = "https://eu-west-1.console.aws.amazon.com/detective/home?region=eu-west-1#investigationReport/42";
    const page = (id: number) =>
      `https://x/s3/object/b?region=eu-west-1&prefix=investigations/eu-west-1/${id}/report.html`;
    const linking = (gumshoeReport: string) => ({ UserDefinedFields: { investigate: "complete", gumshoeReport } });
    const [same, other] = [page(42), page(43)].map((link) => {
      const world = aWorld(effectOnce);
      enriches(world, "enrich", newer, linking(detective));
      world.tell(writes(linking(link)));
      return world.violations;
    });
    expect([same, other]).toEqual([[], [expect.stringContaining("a second time")]]);
  });

  it("wants what it wrote over the result of another execution to be repeated to the byte from then on", () => {
    const [same, other] = [partial, complete].map((again) => {
      const world = aWorld(effectOnce);
      enriches(world, "one", newer, complete);
      enriches(world, "two", newer, complete);
      world.tell(writes({ ...partial }, "one"), writes({ ...again }, "one"));
      return world.violations;
    });
    expect([same, other]).toEqual([[], [expect.stringContaining("a second time")]]);
  });

  it("is broken when a finding is written that was not asked for", () => {
    const world = aWorld(effectOnce);
    world.tell(begins("enrich", anEnrichment({ findings: [aSlim({ id: "f2" })] })), reads(), writes(complete));
    expect(world.violations).toEqual([expect.stringContaining("although enrich was not asked to")]);
  });

  it("is broken when a finding is written as it was read just before, whichever execution is named", () => {
    const [same, other] = [aWorld(effectOnce), aWorld(effectOnce)];
    const bearing = (by: string) => ({ UserDefinedFields: { investigate: "complete", gumshoeExecution: by } });
    for (const world of [same, other]) world.tell(begins("enrich", anEnrichment()), reads(bearing("before")));
    same.tell(writes(bearing("now")));
    other.tell(writes({ ...bearing("now"), Note: { Text: "new", UpdatedBy: "gumshoe" } }));
    expect([same.violations, other.violations]).toEqual([[expect.stringContaining("as it was read just before")], []]);
  });

  it("is broken when an older result replaces a newer one that was remembered before the look", async () => {
    const world = aWorld(effectOnce);
    enriches(world, "one", newer);
    record(world, { settled: aSettlement({ version: newer }) });
    await world.pass(1);
    enriches(world, "two", older, partial);
    expect(world.atRest()).toEqual([expect.stringContaining("its result replaces that of version")]);
  });

  it("asks when the record of that finding was read, where the table answered others later", async () => {
    const told = (id: string) => ({ Responses: { Store: [{ productArn: { S: productArn }, id: { S: id } }] } });
    const [before, after] = [aWorld(effectOnce), aWorld(effectOnce)];
    for (const [world, first, second] of [
      [before, "f1", "f2"],
      [after, "f2", "f1"],
    ] as const) {
      world.tell(begins("enrich", anEnrichment({ findings: [aSlim({ version: older })] }), "two"));
      world.tell(aCall("enrich", "DynamoDB", "BatchGetItem", { requestId: "two", output: told(first) }));
      await world.pass(1);
      enriches(world, "one", newer);
      record(world, { settled: aSettlement({ version: newer }) });
      await world.pass(1);
      world.tell(aCall("enrich", "DynamoDB", "BatchGetItem", { requestId: "two", output: told(second) }));
      world.tell(reads({}, "two"), writes({ ...partial }, "two"));
    }
    expect([before.violations, after.violations]).toEqual([[], [expect.stringContaining("its result replaces that")]]);
  });

  it("counts an older result over a newer one that came between the look and the write", () => {
    const world = aWorld(effectOnce);
    enriches(world, "one", newer);
    enriches(world, "two", older, partial);
    expect(world.atRest()).toEqual([]);
    expect(world.counts()["older results over newer ones, between look and write"]).toBe(1);
  });

  it("counts a race that was lost once, however often the same write is sent again", () => {
    const world = aWorld(effectOnce);
    enriches(world, "one", newer);
    enriches(world, "two", older, partial);
    world.tell(writes({ ...partial }, "two"));
    expect(world.atRest()).toEqual([]);
  });

  it("is broken when at rest a finding bears an older result than it once bore, and nothing raced", () => {
    const world = aWorld(effectOnce);
    const oldest = iso(startAtMs - 2 * minuteMs);
    enriches(world, "one", newer);
    enriches(world, "two", oldest, partial);
    enriches(world, "three", older);
    expect(world.atRest()).toEqual([expect.stringContaining("although that of a newer version had been written")]);
  });

  it("is broken when the product puts an older version into a record", () => {
    const world = aWorld(effectOnce);
    world.tell(record(world, { settled: aSettlement({ version: newer }) }));
    world.tell(record(world, { settled: aSettlement({ version: older }) }));
    expect(world.violations).toEqual([expect.stringContaining("goes from version")]);
  });

  it("does not blame the product for a table that people put back, or that lost the record", () => {
    const world = aWorld(effectOnce);
    world.tell(record(world, { settled: aSettlement({ version: newer }) }));
    world.tell(record(world, { settled: aSettlement({ version: older }) }, "operator"));
    forget(world);
    world.tell(record(world, { settled: aSettlement({ version: older }) }));
    expect(world.violations).toEqual([]);
  });
});
