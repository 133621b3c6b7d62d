import { describe, expect, it } from "vitest";
import { paintFor } from "#cli/paint.ts";
import { terminalText } from "#cli/terminal-text.ts";
import { everyHostileText, showsOnly } from "#test/hostile/corpus.ts";

describe("terminalText()", () => {
  it("keeps our colours, lines and tabs", () => {
    const paint = { ...paintFor({ isTTY: true }) };
    for (const colour of ["bold", "dim", "red", "green", "yellow", "cyan"] as const) {
      const text = `${paint[colour]("a")}\n\tb`;
      expect(terminalText(text)).toBe(text);
    }
  });

  it.each([
    ["\u001b[2J", "\\u001b[2J"],
    ["\u001b[8mhidden", "\\u001b[8mhidden"],
    ["\u001b]0;title\u0007", "\\u001b]0;title\\u0007"],
    ["\u009b31m", "\\u009b31m"],
    ["\u202egpj", "\\u202egpj"],
    ["over\rwritten", "over\\u000dwritten"],
  ])("shows %j as %j", (text, shown) => expect(terminalText(text)).toBe(shown));

  it("lets nothing through that a terminal acts on, and JSON stays the same JSON", () => {
    // Whoever colours a text does no more than that.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ESC is what begins a colour
    const ours = /[\n\t]|\u001b\[31m/g;
    for (const text of everyHostileText) {
      expect([text, showsOnly(terminalText(text).replace(ours, ""))]).toEqual([text, []]);
      expect(JSON.parse(terminalText(JSON.stringify({ text })))).toEqual({ text });
    }
  });
});
