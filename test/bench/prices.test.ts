import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readPrices } from "#bench/prices.ts";

const folder = mkdtempSync(join(tmpdir(), "prices-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The sheet with one change, read from a file. */
function changed(change: (sheet: ReturnType<typeof readPrices>) => object) {
  const file = join(folder, "prices.json");
  writeFileSync(file, JSON.stringify(change(readPrices())));
  return () => readPrices(file);
}

describe("bench/prices.json", () => {
  const { lines, region } = readPrices();

  it("is a sheet of us-east-1 with a page of AWS and a day for every line", () => {
    expect(region).toBe("us-east-1");
    for (const { source, read } of Object.values(lines)) {
      expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9-]+\/pricing\//);
      expect(read).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  it("says what a million of each cost", () => {
    const perMillion = Object.entries(lines).map(([name, { dollars, per }]) => [name, (dollars / per) * 1e6]);
    expect(Object.fromEntries(perMillion)).toEqual({
      stepFunctionsTransition: 25,
      lambdaRequest: expect.closeTo(0.2, 9),
      lambdaGbSecondArm64: expect.closeTo(13.3334, 9),
      lambdaGbSecondX86: expect.closeTo(16.6667, 9),
      sqsRequest: expect.closeTo(0.4, 9),
      eventBridgeCustomEvent: 1,
      dynamoDbWriteUnit: 0.625,
      dynamoDbReadUnit: 0.125,
      s3Put: 5,
      s3Get: expect.closeTo(0.4, 9),
      kmsRequest: expect.closeTo(3, 9),
      logsGb: 500_000,
      xrayTrace: 5,
    });
  });
});

describe("readPrices()", () => {
  it("throws with every problem of a sheet", () => {
    const read = changed(({ lines, ...sheet }) => ({
      ...sheet,
      lines: { ...lines, sqsRequest: { ...lines.sqsRequest, dollars: -1, source: "http://example.com" } },
    }));
    for (const part of [folder, "lines.sqsRequest.dollars", "lines.sqsRequest.source"]) expect(read).toThrow(part);
  });

  it("throws when a line is newer than the sheet says", () => {
    const read = changed(({ lines, ...sheet }) => ({
      ...sheet,
      lines: { ...lines, kmsRequest: { ...lines.kmsRequest, read: "2099-01-01" } },
    }));
    expect(read).toThrow("the newest day of the lines is wanted");
  });

  it.each(["lines", "readAt"] as const)("throws when %s is missing", (member) => {
    expect(changed((sheet) => ({ ...sheet, [member]: undefined }))).toThrow(member);
  });
});
