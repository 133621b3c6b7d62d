import { App } from "aws-cdk-lib";
import { describe, expect, it } from "vitest";
import { readSettings } from "#infra/settings.ts";

const read = (context: object) => readSettings(new App({ context: { ...context } }).node);

describe("readSettings()", () => {
  it("fills in the defaults", () => {
    expect(read({})).toMatchObject({ severityFloor: "MEDIUM", batchSize: 500, linkedRegions: [] });
  });

  it("puts gumshoe-set, as JSON text or as an object, over the settings of cdk.json", () => {
    const gumshoe = { severityFloor: "HIGH", maxAttempts: 3 };
    expect(read({ gumshoe, "gumshoe-set": '{"maxAttempts":4}' })).toMatchObject({
      severityFloor: "HIGH",
      maxAttempts: 4,
    });
    expect(read({ gumshoe, "gumshoe-set": { maxAttempts: 4 } })).toMatchObject({
      severityFloor: "HIGH",
      maxAttempts: 4,
    });
  });

  it("lists every problem", () => {
    const wrong = () => read({ gumshoe: { severityFloor: "LOUD", batchSize: 0, noteePolicy: "append" } });
    expect(wrong).toThrow(expect.objectContaining({ name: "InvalidSettings" }));
    for (const part of ["severityFloor: ", "batchSize: ", '"noteePolicy"']) expect(wrong).toThrow(part);
  });

  it("says what is wrong between two settings: batches above 10 need a window", () => {
    const problem = "batchWindowSeconds: at least 1 is wanted when batchSize is above 10";
    expect(() => read({ gumshoe: { batchWindowSeconds: 0 } })).toThrow(problem);
    expect(() => read({ gumshoe: { batchSize: 11, batchWindowSeconds: 0 } })).toThrow(problem);
    expect(read({ gumshoe: { batchSize: 10, batchWindowSeconds: 0 } })).toMatchObject({ batchSize: 10 });
    expect(read({ gumshoe: { batchSize: 11, batchWindowSeconds: 1 } })).toMatchObject({ batchSize: 11 });
  });

  it.each(["text", ["list"]])("refuses %j in place of an object", (gumshoe) => {
    expect(() => read({ gumshoe })).toThrow('Cannot read context "gumshoe": an object of settings is wanted');
  });
});
