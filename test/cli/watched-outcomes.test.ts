import { describe, expect, it } from "vitest";
import { Outcomes, versionKey } from "#cli/outcomes.ts";
import { watchOutcomes } from "#cli/watched-outcomes.ts";
import { anImportedEvent } from "#test/builders/event.ts";
import { anAsffFinding } from "#test/builders/finding.ts";

const { Id, ProductArn, UpdatedAt } = anAsffFinding();
const finding = { id: String(Id), productArn: String(ProductArn), version: String(UpdatedAt) };
const atMs = 0;

function watched(...observations: readonly Parameters<ReturnType<typeof watchOutcomes>>[0][]) {
  const outcomes = new Outcomes();
  for (const observation of observations) watchOutcomes(outcomes)(observation);
  return outcomes.of(versionKey(finding));
}

describe("watchOutcomes()", () => {
  it("hears of what a function skipped", () => {
    const { id: findingId, productArn, version } = finding;
    const line = JSON.stringify({
      service: "gumshoe",
      outcome: "skipped",
      reason: "sample",
      findingId,
      productArn,
      version,
    });
    expect(watched({ kind: "log", atMs, functionName: "ingest", requestId: "1", line })).toMatchObject({
      outcome: "skipped",
      reason: "sample",
    });
  });

  it("hears of what EventBridge could deliver nowhere", () => {
    const json = JSON.stringify(anImportedEvent());
    expect(watched({ kind: "event-lost", atMs, json, errorCode: "NO_RESOURCE", errorMessage: "" })).toMatchObject({
      outcome: "rejected",
      reason: "NO_RESOURCE",
    });
  });

  it("passes over bus events of other kinds and other sources", () => {
    const put = { kind: "event-put", atMs, bus: "b", detail: JSON.stringify({ finding }) } as const;
    expect(
      watched(
        { ...put, source: "gumshoe", detailType: "Case Changed" },
        { ...put, source: "other", detailType: "Finding Enriched" },
      ),
    ).toBeUndefined();
  });
});
