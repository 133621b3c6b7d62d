import { describe, expect, it } from "vitest";
import { toldBefore, toldOf } from "#domain/brief/told-brief.ts";
import type { SettledVersion } from "#domain/finding-record.ts";
import { aBrief } from "#test/builders/brief.ts";

const settledAt = Date.parse("2026-03-04T10:31:00.000Z");
const record = (over: Partial<SettledVersion>) => ({
  ...{ productArn: "p", id: "f" },
  settled: { version: "v", outcome: "enriched" as const, principals: [], executionArn: "e", ...over },
});

describe("toldBefore()", () => {
  it("knows the parts of what was told, in 48 characters of the record", () => {
    const told = toldOf(aBrief());
    expect(told).toHaveLength(48);
    expect(toldBefore(record({ told, settledAt }))).toEqual({ parts: aBrief().parts, at: "2026-03-04T10:31:00.000Z" });
  });

  it("knows nothing of findings without record, and of records of earlier versions", () => {
    expect([toldBefore(undefined), toldBefore(record({ settledAt }))]).toEqual([undefined, undefined]);
  });

  it("does not know the parts that were added since", () => {
    const { finding, severity } = aBrief().parts;
    const told = toldOf(aBrief()).slice(0, 16);
    expect(toldBefore(record({ told, settledAt }))?.parts).toEqual({ finding, severity });
  });
});
