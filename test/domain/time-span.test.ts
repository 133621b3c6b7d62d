import { describe, expect, it } from "vitest";
import { parseTimeSpan } from "#domain/time-span.ts";

const hour = 3_600_000;

describe("parseTimeSpan()", () => {
  it.each([
    { text: "90m", ms: 1.5 * hour },
    { text: "12h", ms: 12 * hour },
    { text: "7d", ms: 168 * hour },
    { text: " 2w ", ms: 336 * hour },
  ])("reads $text", ({ text, ms }) => expect(parseTimeSpan(text)).toBe(ms));

  it.each(["", "7", "d", "7 d", "-7d", "1.5h", "7y", "12345d"])("knows that %j is no span", (text) =>
    expect(parseTimeSpan(text)).toBeUndefined(),
  );
});
