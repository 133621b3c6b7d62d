import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BusEvent, busEventSchemas } from "#domain/bus-event.ts";
import { findingEvent, parkedEvent } from "#domain/finding-event.ts";
import { reachVerdict } from "#domain/verdict.ts";
import { anEvidence, aSettledPrincipal } from "#test/builders/investigation.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";
import { investigatedFindings } from "./arbitrary-settled.ts";

const folder = new URL("../../docs/events/", import.meta.url);
const executionArn = "arn:aws:states:eu-west-1:111122223333:execution:investigate:x";
const event = (...args: Parameters<typeof reachVerdict>) => findingEvent(args[0], reachVerdict(...args), executionArn);

describe("busEventSchemas()", () => {
  it("is what docs/events holds", () => {
    const files = readdirSync(folder).filter((file) => file.endsWith(".schema.json"));
    const documented = files.map((file) => [file, JSON.parse(readFileSync(new URL(file, folder), "utf8"))]);
    expect(Object.fromEntries(documented)).toEqual(JSON.parse(JSON.stringify(Object.fromEntries(busEventSchemas()))));
  });
});

describe("findingEvent()", () => {
  it("fits its schema for any result", () => {
    fc.assert(
      fc.property(investigatedFindings, ([finding, settled]) => {
        const told = event(finding, settled);
        expect(BusEvent.parse(told)).toEqual(told);
      }),
      { numRuns: 300 },
    );
  });

  it("tells nothing of the finding's title", () => {
    const told = event(aSlimFinding({ title: "a title nobody else may read" }), [aSettledPrincipal()]);
    expect(JSON.stringify(told)).not.toContain("a title");
  });

  it("tells joined from investigated", () => {
    const outcomes = (["started", "adopted", "joined"] as const).map(
      (how) => event(aSlimFinding(), [aSettledPrincipal({ how })]).detail.principals[0]?.outcome,
    );
    expect(outcomes).toEqual(["investigated", "investigated", "joined"]);
  });

  it("is enriched in part when evidence is missing", () => {
    const told = event(aSlimFinding(), [aSettledPrincipal({ evidence: anEvidence({ complete: false }) })]);
    expect(told).toMatchObject({
      detailType: "Finding Enriched",
      detail: { outcome: "partial", reason: "evidence-incomplete" },
    });
  });
});

describe("parkedEvent()", () => {
  it("takes the place of an event whose finding could not be written", () => {
    const parked = parkedEvent(event(aSlimFinding(), [aSettledPrincipal()]), "finding-size-exceeded");
    expect(BusEvent.parse(parked)).toMatchObject({
      detailType: "Finding Parked",
      detail: { outcome: "parked", reason: "finding-size-exceeded", verdict: "HIGH" },
    });
  });
});
