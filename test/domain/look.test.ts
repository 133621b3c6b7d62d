import { describe, expect, it } from "vitest";
import type { PrincipalState } from "#domain/contract.ts";
import { nextStep } from "#domain/look.ts";

const state = (kind: string, waitSeconds?: number) => ({ kind, waitSeconds }) as unknown as PrincipalState;

describe("nextStep()", () => {
  it.each([
    { states: [], next: "enrich", waitSeconds: 0 },
    { states: [state("investigated"), state("failed")], next: "enrich", waitSeconds: 0 },
    { states: [state("running", 30), state("running", 90), state("investigated")], next: "wait", waitSeconds: 90 },
    { states: [state("running", 30), state("start")], next: "start", waitSeconds: 30 },
  ])("is $next after $waitSeconds s for $states", ({ states, next, waitSeconds }) => {
    expect(nextStep(states)).toEqual({ next, waitSeconds });
  });
});
