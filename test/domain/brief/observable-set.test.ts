import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Observable } from "#domain/brief/observable.ts";
import { distinctObservables, mergedObservables } from "#domain/brief/observable-set.ts";

const anObservable = (over: Partial<Observable> = {}): Observable => ({
  type: "ipv4",
  value: "203.0.113.77",
  path: "$.Action",
  ...over,
});

describe("distinctObservables()", () => {
  it("keeps the first place and all that any place tells when a value is named twice", () => {
    const [first, second, third] = [
      anObservable(),
      anObservable({ path: "detective:42", flagged: true, role: "source" }),
      anObservable({ role: "target", reserved: true }),
    ];
    expect(distinctObservables([first, second, third])).toEqual([
      anObservable({ role: "source", reserved: true, flagged: true }),
    ]);
  });

  it("keeps both when one value is of two types", () => {
    const both = [anObservable({ type: "user", value: "deploy" }), anObservable({ type: "role", value: "deploy" })];
    expect(distinctObservables(both)).toEqual(both);
  });
});

describe("mergedObservables()", () => {
  it("joins lists in their order when all fit", () => {
    const lists = [[anObservable(), anObservable({ value: "203.0.113.78" })], [anObservable({ flagged: true })]];
    expect(mergedObservables(lists, 2)).toEqual([
      anObservable({ flagged: true }),
      anObservable({ value: "203.0.113.78" }),
    ]);
  });

  it("keeps what is flagged, then the first ones of every type, when not all fit", () => {
    const probers = Array.from({ length: 1_000 }, (_, at) => anObservable({ value: `203.0.${at >> 8}.${at & 255}` }));
    const key = anObservable({ type: "access-key", value: "AKIAEXAMPLEKEY000001" });
    const flagged = [
      anObservable({ value: "198.51.100.1", flagged: true }),
      anObservable({ value: "198.51.100.2", flagged: true }),
    ];
    expect(mergedObservables([probers, [key], flagged], 5)).toEqual([probers[0], probers[1], key, ...flagged]);
  });

  it("is at most as long as wanted, without repetition, and all of it given", () => {
    const observables = fc.array(
      fc.record({
        type: fc.constantFrom("ipv4", "port", "user"),
        value: fc.constantFrom("1", "2", "3", "4", "5"),
        path: fc.constantFrom("$.a", "$.b"),
      }),
    );
    fc.assert(
      fc.property(fc.array(observables), fc.integer({ min: 0, max: 20 }), (lists, max) => {
        const merged = mergedObservables(lists, max);
        const all = distinctObservables(lists.flat());
        expect(merged.length).toBe(Math.min(max, all.length));
        expect(all).toEqual(expect.arrayContaining([...merged]));
      }),
    );
  });
});
