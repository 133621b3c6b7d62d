import { describe, expect, it } from "vitest";
import { logLineOf } from "#cli/log-line.ts";
import { versionKey } from "#cli/outcomes.ts";

const line = (fields: object) => JSON.stringify({ service: "gumshoe", level: "INFO", ...fields });

describe("logLineOf()", () => {
  it("reads what is said of a finding version", () => {
    const [productArn, findingId, version] = ["arn:p", "f-1", "2026-03-04T10:20:00.000Z"];
    const text = line({ outcome: "skipped", reason: "sample", productArn, findingId, version });
    const key = versionKey({ productArn, id: findingId, version });
    expect(logLineOf(text)).toEqual({ outcome: "skipped", reason: "sample", findingId, version: key });
  });

  it("reads what is said of a principal", () => {
    const fields = { outcome: "started", principalArn: "arn:aws:iam::111122223333:role/x", investigationId: "7" };
    expect(logLineOf(line(fields))).toEqual(fields);
  });

  it("names no version when part of it is missing", () => {
    expect(logLineOf(line({ outcome: "skipped", productArn: "arn:p", findingId: "f" }))).not.toHaveProperty("version");
  });

  it.each([
    { what: "no JSON", text: "START RequestId: 1" },
    { what: "JSON of another kind", text: "[1]" },
    { what: "a line of another logger", text: JSON.stringify({ service: "other", outcome: "skipped" }) },
    { what: "a line without outcome", text: line({ message: "hello" }) },
    { what: "an outcome that is no text", text: line({ outcome: 7 }) },
  ])("passes over $what", ({ text }) => {
    expect(logLineOf(text)).toBeUndefined();
  });
});
