import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankEvidence } from "#domain/evidence.ts";
import type { Indicator } from "#domain/investigation.ts";
import { anIndicator } from "#test/builders/investigation.ts";
import { actsIn, hostileTexts, treacherousText } from "#test/hostile/corpus.ts";

const facts = (...indicators: readonly Indicator[]) => rankEvidence(indicators, true).facts;
const jsonBytes = (value: object) => Buffer.byteLength(JSON.stringify(value));

describe("rankEvidence()", () => {
  it("puts all eight types in their order", () => {
    const ranked = rankEvidence(
      [
        { kind: "new-user-agent", userAgent: "curl/8.5.0", newForAccount: false },
        { kind: "new-geolocation", location: "Oslo, Norway", ipAddress: "203.0.113.4", newForAccount: false },
        { kind: "new-aso", aso: "Quiet Lane VPN", newForAccount: false },
        { kind: "new-user-agent", userAgent: "TruffleHog/3.78.0", newForAccount: true },
        { kind: "new-aso", aso: "Onion Relay Collective", newForAccount: true },
        { kind: "related-finding", arn: "arn:aws:guardduty:eu-west-1:111122223333:f/1", type: "Recon:IAMUser/X" },
        { kind: "related-finding-group", id: "fg-1" },
        anIndicator(),
        {
          kind: "impossible-travel",
          startingLocation: "Lisbon",
          startingIpAddress: "198.51.100.7",
          endingLocation: "Singapore",
          endingIpAddress: "203.0.113.9",
          hours: 3,
        },
        { kind: "flagged-address", ipAddress: "198.51.100.7", reason: "AWS_THREAT_INTELLIGENCE" },
        { kind: "unknown", type: "NEW_THING" },
      ],
      true,
    );
    expect(ranked).toEqual({
      facts: [
        "Address flagged by AWS threat intelligence: 198.51.100.7",
        "Impossible travel: Lisbon (198.51.100.7) to Singapore (203.0.113.9), 3 h apart",
        "CreateAccessKey called 4 times (3 failed) · Persistence T1098",
        "Part of a finding group: fg-1",
        "1 related finding: Recon:IAMUser/X",
        "New network operator for the entire account: “Onion Relay Collective”",
        "New user agent for the entire account: “TruffleHog/3.78.0”",
        "Indicators of types not known here: “NEW_THING” ×1",
        "New network operator: “Quiet Lane VPN”",
        "New location: Oslo, Norway (203.0.113.4)",
        "New user agent: “curl/8.5.0”",
      ],
      tactics: ["Persistence"],
      indicators: 11,
      complete: true,
    });
  });

  it("sums the calls of an API over its observations", () => {
    const told = facts(
      anIndicator({ successes: 2, failures: 0, ipAddress: "198.51.100.7" }),
      anIndicator({ successes: 3, failures: 1, ipAddress: "203.0.113.9", tactic: "Privilege Escalation" }),
      anIndicator({ api: "ListUsers", tactic: "Discovery", technique: undefined, successes: 900, failures: 0 }),
    );
    expect(told).toEqual([
      "CreateAccessKey called 6 times (1 failed) · Persistence T1098, Privilege Escalation T1098",
      "ListUsers called 900 times · Discovery",
    ]);
  });

  it("weighs a call that succeeded above a graver one that failed", () => {
    const told = facts(
      anIndicator({ api: "DeleteObject", tactic: "Impact", successes: 0, failures: 40 }),
      anIndicator({ api: "GetSecretValue", tactic: "Credential Access", successes: 1, failures: 0 }),
    );
    expect(told.map((fact) => fact.split(" ")[0])).toEqual(["GetSecretValue", "DeleteObject"]);
  });

  it.each([
    [{ successes: 1, failures: 0 }, "CreateAccessKey called once · Persistence T1098"],
    [{ successes: 0, failures: 1 }, "CreateAccessKey called once (failed) · Persistence T1098"],
    [{ successes: 0, failures: 2 }, "CreateAccessKey called 2 times (all failed) · Persistence T1098"],
    [{ successes: undefined, failures: undefined }, "CreateAccessKey called · Persistence T1098"],
    [{ successes: Number.NaN, failures: -4 }, "CreateAccessKey called · Persistence T1098"],
    [
      { technique: "Account Manipulation" },
      "CreateAccessKey called 4 times (3 failed) · Persistence (Account Manipulation)",
    ],
    [{ technique: "T1098.001", tactic: undefined }, "CreateAccessKey called 4 times (3 failed) · T1098.001"],
    [{ api: undefined, technique: undefined }, "Persistence observed"],
    [{ api: "", tactic: " ", technique: undefined, procedure: "Key creation" }, "Procedure observed: “Key creation”"],
    [{ tactic: undefined, technique: undefined, api: undefined }, "TTP observed, not named"],
  ])("tells a TTP with %j as %j", (ttp, sentence) => expect(facts(anIndicator(ttp))).toEqual([sentence]));

  it("tells indicators without any detail", () => {
    expect(
      facts(
        { kind: "flagged-address" },
        { kind: "impossible-travel" },
        { kind: "related-finding-group" },
        { kind: "related-finding" },
        { kind: "new-aso" },
        { kind: "new-geolocation" },
        { kind: "new-user-agent" },
      ),
    ).toEqual([
      "Address flagged by AWS threat intelligence",
      "Impossible travel",
      "Part of a finding group",
      "1 related finding",
      "New network operator",
      "New location",
      "New user agent",
    ]);
  });

  it("orders tactics by how often they were observed", () => {
    const [discovery, impact] = [anIndicator({ tactic: "Discovery" }), anIndicator({ tactic: "Impact" })];
    expect(rankEvidence([impact, discovery, discovery], true).tactics).toEqual(["Discovery", "Impact"]);
  });

  it("cuts from the weak end and says how much when it outgrows 1,024 bytes", () => {
    const ttps = Array.from({ length: 200 }, (_, n) =>
      anIndicator({ api: `Call${String(n).padStart(3, "0")}`, tactic: `Tactic ${n % 9}`, technique: "T".repeat(60) }),
    );
    const evidence = rankEvidence([...ttps, { kind: "flagged-address", ipAddress: "198.51.100.7" }], false);
    expect(jsonBytes(evidence)).toBeLessThanOrEqual(1_024);
    expect(evidence.facts[0]).toBe("Address flagged by AWS threat intelligence: 198.51.100.7");
    expect(evidence.facts.at(-1)).toBe(`… +${201 - (evidence.facts.length - 1)} more`);
    expect(evidence.indicators).toBe(201);
    expect(evidence.complete).toBe(false);
  });

  it("leaves room for other kinds after the five strongest TTPs", () => {
    const ttps = Array.from({ length: 9 }, (_, n) => anIndicator({ api: `Call${n}` }));
    const told = facts(...ttps, { kind: "new-aso", aso: "Quiet Lane VPN", newForAccount: true });
    expect(told.findIndex((fact) => fact.startsWith("New network operator"))).toBe(5);
  });

  it("has nothing to act on for any hostile text in any member", () => {
    for (const text of hostileTexts.flatMap(([, texts]) => texts)) {
      const { facts: told, tactics } = rankEvidence(everywhere(text), true);
      expect([...told, ...tactics].flatMap(actsIn)).toEqual([]);
    }
  });

  it("is bounded and the same in any order of the indicators", () => {
    fc.assert(
      fc.property(shuffled, ([indicators, otherOrder]) => {
        const evidence = rankEvidence(indicators, true);
        expect(rankEvidence(otherOrder, true)).toEqual(evidence);
        expect(jsonBytes(evidence)).toBeLessThanOrEqual(1_024);
        expect(evidence.indicators).toBe(indicators.length);
        expect(evidence.facts.length > 0).toBe(indicators.length > 0);
        expect([...evidence.facts, ...evidence.tactics].flatMap(actsIn)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

function everywhere(text: string): readonly Indicator[] {
  return [
    anIndicator({ tactic: text, technique: text, procedure: text, ipAddress: text, api: text }),
    anIndicator({ tactic: undefined, technique: undefined, procedure: text, api: undefined }),
    {
      kind: "impossible-travel",
      startingLocation: text,
      endingLocation: text,
      startingIpAddress: text,
      endingIpAddress: text,
    },
    { kind: "flagged-address", ipAddress: text, reason: text },
    { kind: "new-geolocation", location: text, ipAddress: text },
    { kind: "new-aso", aso: text },
    { kind: "new-user-agent", userAgent: text, newForAccount: true },
    { kind: "related-finding", arn: text, type: text, ipAddress: text },
    { kind: "related-finding-group", id: text },
    { kind: "unknown", type: text },
  ];
}

const text = fc.option(fc.oneof(treacherousText, fc.constantFrom("a", "b", "Impact", "Discovery")), { nil: undefined });
const count = fc.option(fc.oneof(fc.nat({ max: 9 }), fc.maxSafeNat(), fc.double()), { nil: undefined });
const newForAccount = fc.option(fc.boolean(), { nil: undefined });
const record = <T>(kind: T, members: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ kind: fc.constant(kind), ...members }) as fc.Arbitrary<unknown> as fc.Arbitrary<Indicator>;

const indicators: fc.Arbitrary<Indicator[]> = fc.array(
  fc.oneof(
    record("ttp", { tactic: text, technique: text, procedure: text, api: text, successes: count, failures: count }),
    record("impossible-travel", {
      startingLocation: text,
      endingLocation: text,
      startingIpAddress: text,
      hours: count,
    }),
    record("flagged-address", { ipAddress: text, reason: text }),
    record("new-geolocation", { location: text, ipAddress: text, newForAccount }),
    record("new-aso", { aso: text, newForAccount }),
    record("new-user-agent", { userAgent: text, newForAccount }),
    record("related-finding", { arn: text, type: text }),
    record("related-finding-group", { id: text }),
    record("unknown", { type: treacherousText }),
  ),
  { maxLength: 30 },
);

const shuffled = indicators.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
);
