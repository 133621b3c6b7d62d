import { beforeAll, describe, expect, it, vi } from "vitest";
import { terminalText } from "#cli/terminal-text.ts";
import { executionName } from "#domain/key.ts";
import { accessKeyTexts } from "#simulation/faults/content/access-key-text.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";
import { actsIn, everyHostileText, showsOnly } from "./corpus.ts";
import { jsonSinks, proseSinks, terminalSinks } from "./sinks.ts";

beforeAll(() => {
  // One line for each entry, as on Lambda.
  vi.stubEnv("POWERTOOLS_DEV", "false");
});

const keyId = /A[KS]IA[A-Z0-9]{12}/;
const members = (value: unknown): readonly unknown[] =>
  typeof value === "object" && value !== null ? Object.entries(value).flat().flatMap(members) : [value];

describe("the corpus", () => {
  it("holds a thousand texts and more, none of them twice", () => {
    expect(everyHostileText.length).toBeGreaterThanOrEqual(1_000);
    expect(new Set(everyHostileText).size).toBe(everyHostileText.length);
  });

  it("would act in most of its texts, if they were shown as they are", () => {
    const acting = everyHostileText.filter((text) => actsIn(text).length > 0);
    expect(acting.length).toBeGreaterThan(everyHostileText.length * 0.7);
  });
});

describe.each(Object.entries(proseSinks))("a hostile text in the %s", (_name, written) => {
  it("is text and no more, whichever it is", () => {
    const acting = everyHostileText.filter((text) => written(text).some((line) => actsIn(line).length > 0));
    expect(acting).toEqual([]);
  });

  it("keeps the ends of an access key id, to tell keys apart", () => {
    for (const text of accessKeyTexts) {
      expect(written(text).join("\n")).toMatch(/A[KS]IA…(?:MPLE|0001)/);
    }
  });
});

describe.each(Object.entries(terminalSinks))("a hostile text in the terminal output of %s", (_name, shown) => {
  it("moves nothing, hides nothing and forges no line", () => {
    for (const text of everyHostileText) {
      const rendered = shown(text);
      const told = terminalText(rendered);
      // The renderer itself is clean, save that a table may wrap inside a pair of surrogates.
      expect(told).toBe(rendered.toWellFormed());
      expect([text, showsOnly(told.replaceAll("\n", ""))]).toEqual([text, []]);
      expect(told).not.toMatch(keyId);
      // It takes the lines it would take, had it been one line from the beginning.
      const oneLine = text.replace(/[\n-\r\u0085\u2028\u2029]+/g, " ");
      if (text.length < 40) expect(rendered.split("\n").length).toBe(shown(oneLine).split("\n").length);
    }
  });
});

describe.each(Object.entries(jsonSinks))("a hostile text in a %s", (_name, written) => {
  it("stays inside its string: one line, the same members, nothing that a viewer acts on", () => {
    const shape = Object.keys(JSON.parse(written("a")));
    for (const text of everyHostileText) {
      const line = written(text);
      expect(line).not.toContain("\n");
      const read: unknown = JSON.parse(line);
      // No member of its own making: `_aws` would be a metric, `level` or `attempt` a lie. A blank text is left out of a log line.
      expect(shape).toEqual(expect.arrayContaining(Object.keys(read as object)));
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe("a hostile text in a log line", () => {
  it("shows nothing that a viewer acts on, and no access key id", () => {
    for (const text of everyHostileText) {
      for (const value of members(JSON.parse(jsonSinks["log line"]?.(text) ?? ""))) {
        expect([text, showsOnly(String(value))]).toEqual([text, []]);
        expect(String(value)).not.toMatch(keyId);
      }
    }
  });
});

describe("a hostile text in the name of an execution", () => {
  it("leaves letters, digits and hyphens", () => {
    for (const text of everyHostileText) {
      const finding = aSlimFinding({ id: text || "x", type: text.slice(0, 160) });
      const name = executionName({ v: 1, groups: [{ principals: [], findings: [finding] }] }, [text], 0);
      expect(name).toMatch(/^[0-9A-Za-z-]{1,80}$/);
    }
  });
});
