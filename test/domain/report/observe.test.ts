import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Indicator } from "#domain/investigation.ts";
import { boundedObserved } from "#domain/report/bounded-observed.ts";
import { observe } from "#domain/report/observe.ts";
import { Observed } from "#domain/report/observed.ts";
import { everyIndicator } from "#test/builders/report.ts";
import { showsOnly, treacherousText } from "#test/hostile/corpus.ts";
import { anyIndicator } from "./arbitrary-indicators.ts";

const calls = (api: string, ipAddress: string, successes: number, failures: number, tactic?: string): Indicator => ({
  kind: "ttp",
  ...{ api, ipAddress, successes, failures, tactic },
});

describe("observe()", () => {
  it("keeps every kind of evidence, cleaned, with official ids, names and countries", async () => {
    await expect(`${JSON.stringify(observe(everyIndicator), null, 2)}\n`).toMatchFileSnapshot("observed.txt");
  });

  it("sums the calls of each API from each address, the gravest first", () => {
    const { apiCalls } = observe([
      calls("ListUsers", "192.0.2.1", 3, 0, "Discovery"),
      calls("CreateUser", "192.0.2.1", 0, 1, "Persistence"),
      calls("ListUsers", "192.0.2.1", 4, 2, "Reconnaissance"),
      calls("ListUsers", "192.0.2.2", 9, 0, "Discovery"),
      calls("DeleteBucket", "2001:db8::1", 1, 0, "Impact"),
    ]);
    expect(apiCalls).toEqual([
      { api: "DeleteBucket", address: "2001:db8::1", successes: 1, failures: 0, tactics: ["Impact"] },
      { api: "CreateUser", address: "192.0.2.1", successes: 0, failures: 1, tactics: ["Persistence"] },
      { api: "ListUsers", address: "192.0.2.2", successes: 9, failures: 0, tactics: ["Discovery"] },
      { api: "ListUsers", address: "192.0.2.1", successes: 7, failures: 2, tactics: ["Discovery", "Reconnaissance"] },
    ]);
  });

  it("tells what is new for the account and for the principal once, as the greater of both", () => {
    const { networks } = observe([
      { kind: "new-aso", aso: "B", newForAccount: false },
      { kind: "new-aso", aso: "C", newForAccount: true },
      { kind: "new-aso", aso: "C", newForAccount: false },
      { kind: "new-aso" },
    ]);
    expect(networks).toEqual([
      { name: "C", newFor: "account" },
      { name: "B", newFor: "principal" },
      { name: "unknown", newFor: "principal" },
    ]);
  });

  it("fits its schema, shows nothing hidden, and is the same in any order, whatever Detective tells", () => {
    fc.assert(
      fc.property(
        fc.array(anyIndicator(treacherousText), { maxLength: 30 }),
        fc.infiniteStream(fc.nat()),
        (told, dice) => {
          const observed = observe(told);
          expect(Observed.parse(observed)).toEqual(observed);
          expect(showsOnly(JSON.stringify(observed))).toEqual([]);
          const shuffled = told.map((one) => ({ one, at: dice.next().value ?? 0 })).sort((a, b) => a.at - b.at);
          expect(observe(shuffled.map(({ one }) => one))).toEqual(observed);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("boundedObserved()", () => {
  const lists = (observed: Observed) => Object.values(observed).filter((value) => Array.isArray(value));
  const entries = (observed: Observed) => lists(observed).reduce((sum, list) => sum + list.length, 0);

  it("keeps the beginning of every list and counts the rest", () => {
    fc.assert(
      fc.property(fc.array(anyIndicator(fc.string()), { maxLength: 40 }), fc.nat(50), (told, max) => {
        const whole = observe(told);
        const bounded = boundedObserved(whole, max);
        expect(entries(bounded)).toBe(Math.min(max, entries(whole)));
        expect(entries(bounded) + bounded.omitted).toBe(entries(whole));
        expect(lists(bounded)).toEqual(lists(whole).map((list, at) => list.slice(0, lists(bounded)[at]?.length)));
      }),
      { numRuns: 100 },
    );
  });

  it("lets no long list crowd out the others", () => {
    const many = Array.from({ length: 100 }, (_, at): Indicator => ({ kind: "related-finding", arn: `arn:${at}` }));
    const bounded = boundedObserved(observe([...many, { kind: "new-aso", aso: "Example Hosting BV" }]), 10);
    expect([bounded.networks.length, bounded.relatedFindings.length, bounded.omitted]).toEqual([1, 9, 91]);
  });

  it("adds to what was left out before", () => {
    const once = boundedObserved(observe(everyIndicator), 6);
    expect(boundedObserved(once, 2).omitted).toBe(once.omitted + 4);
  });
});
