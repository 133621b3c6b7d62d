import { describe, expect, it } from "vitest";
import { failureState } from "#cli/failure-state.ts";

describe("failureState()", () => {
  it.each([
    {
      what: "a code of the operating system",
      error: Object.assign(new Error("EACCES: x"), { code: "EACCES" }),
      state: "it may not be read, permission is wanted",
    },
    {
      what: "another code",
      error: Object.assign(new Error("too many files"), { code: "EMFILE" }),
      state: "too many files",
    },
    { what: "an error without code", error: new Error("why"), state: "why" },
    { what: "no error", error: "why", state: "why" },
  ])("words $what", ({ error, state }) => {
    expect(failureState(error)).toBe(state);
  });
});
