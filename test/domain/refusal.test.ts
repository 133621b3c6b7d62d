import { describe, expect, it } from "vitest";
import { remedyFor } from "#domain/refusal.ts";

const key = { productArn: "p", id: "f" };

describe("remedyFor()", () => {
  it.each([
    { code: "ConcurrentUpdateError", remedy: { kind: "try-again" } },
    { code: "InternalFailure", remedy: { kind: "try-again" } },
    { code: "FindingNotFound", remedy: { kind: "not-found" } },
    { code: "FindingSizeExceeded", remedy: { kind: "park", code: "finding-size-exceeded" } },
    { code: "InvalidInput", remedy: { kind: "park", code: "invalid-update" } },
    { code: "DuplicatedFindingIdentifier", remedy: { kind: "park", code: "invalid-update" } },
    { code: "SomethingNew", remedy: { kind: "try-again" } },
    { code: "toString", remedy: { kind: "try-again" } },
  ])("answers $remedy.kind for $code", ({ code, remedy }) => {
    expect(remedyFor({ key, code, message: "" })).toEqual(remedy);
  });
});
