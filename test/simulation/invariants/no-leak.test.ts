import { describe, expect, it } from "vitest";
import type { Happening } from "#simulation/happening.ts";
import { noLeak } from "#simulation/invariants/no-leak.ts";
import { aWorld, executionArn } from "./a-world.ts";
import { aCall, aLetter, anInput, fails, park, writes } from "./happenings.ts";

const keyId = "AKIAIOSFODNN7EXAMPLE";
const report =
  "https://console.aws.amazon.com/detective/home?region=eu-west-1#investigationReport/123456789012345678901";

const broken = (...happenings: readonly Happening[]): readonly string[] => {
  const world = aWorld(noLeak);
  world.tell(...happenings);
  return world.violations;
};

const logs = (fields: object): Happening => ({ kind: "log", function: "enrich", level: "info", fields });
const notes = (Text: string) => writes({ Note: { Text, UpdatedBy: "gumshoe" } });
const tells = (detail: object) =>
  aCall("enrich", "EventBridge", "PutEvents", { input: { Entries: [{ Detail: JSON.stringify(detail) }] } });
const starts = (name: string, input = anInput()) =>
  aCall("ingest", "SFN", "StartExecution", { input: { name, input } });

describe("noLeak (I9)", () => {
  it("holds for ids, outcomes and numbers in the log, and is broken by anything else", () => {
    expect(broken(logs({ outcome: "enriched", findingId: "f1", executionArn, ms: 12 }))).toEqual([]);
    expect(broken(logs({ title: "API calls" }))).toEqual([expect.stringContaining("no such key")]);
    expect(broken(logs({ reason: '{"Title":"API calls"}' }))).toEqual([expect.stringContaining('"reason" is')]);
    expect(broken(logs({ findingId: keyId }))).toEqual([expect.stringContaining(keyId)]);
  });

  it("takes it that the logger makes control characters of ids visible", () => {
    expect(broken(logs({ findingId: "f1\u0007\u202E" }))).toEqual([]);
  });

  it.each([
    ["markup", "See <b>this</b>"],
    ["a link", "See https://evil.example"],
    ["a formula", "=cmd"],
    ["a template", "${env}"],
    ["a control character", "beep\u0007"],
    ["text that runs backwards", "gnp.\u202Eexe"],
    ["an access key", `used ${keyId}`],
  ])("is broken when a note holds %s", (_what, text) => {
    expect(broken(notes(text))).not.toEqual([]);
    expect(broken(writes({ UserDefinedFields: { gumshoeReason: text } }))).not.toEqual([]);
  });

  it("lets a note link to the investigation's report, and fields of others be what they are", () => {
    expect(broken(notes(`2 indicators. ${report}`), writes({ UserDefinedFields: { ticket: "<b>" } }))).toEqual([]);
  });

  it("is broken when an execution is named after markup, or carries an access key", () => {
    expect(broken(starts("f1-a_b"))).toEqual([]);
    expect(broken(starts("f1<b>"), starts("f1", `{"key":"${keyId}"}`))).toHaveLength(2);
  });

  it("is broken when the event about a finding holds tags, or an access key", () => {
    expect(broken(tells({ finding: { type: "TTPs/Discovery" }, principals: [{ reason: "failed" }] }))).toEqual([]);
    expect(broken(tells({ finding: { type: "<img>" } }), tells({ excluded: [{ what: "[a](b)" }] }))).toHaveLength(2);
    expect(broken(tells({ anything: keyId }))).toHaveLength(1);
  });

  it("is broken when the reason of a dead letter holds tags, or its finding an access key", () => {
    const world = aWorld(noLeak);
    park(world, aLetter({ reason: { code: "rejected", message: "<script>", state: "Enrich findings" } }));
    park(world, aLetter({ finding: { id: keyId } }));
    expect(world.violations).toHaveLength(2);
  });

  it("does not judge what came as it came", () => {
    const world = aWorld(noLeak);
    park(world, aLetter({ finding: undefined, raw: `<script> ${keyId}` }));
    park(world, `<script> ${keyId}`);
    expect(world.violations).toEqual([]);
  });

  it("is broken when the error of a function holds an access key", () => {
    const failure = { errorType: "Error", errorMessage: `Cannot use ${keyId}` };
    expect(broken(fails("check", "Error", { failure }))).toHaveLength(1);
  });
});
