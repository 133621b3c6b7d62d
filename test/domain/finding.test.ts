import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SlimFinding } from "#domain/contract.ts";
import { instanceProfilesOf, slim } from "#domain/finding.ts";
import { grades, type Mention, stances } from "#domain/mention.ts";
import { excludedMax, principalsMax } from "#domain/principal-set.ts";
import { aFinding } from "#test/builders/finding.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

const off = { include: false, roleOfProfile: new Map<string, string>() };
const owner = { partition: "aws", accountId: "111122223333" };
const profile = "arn:aws:iam::111122223333:instance-profile/web";

function aMention(overrides: Partial<Mention> = {}): Mention {
  return { grade: "identity", stance: "untold", ...owner, what: "deploy", type: "Role", name: "deploy", ...overrides };
}

const roles = (count: number, overrides: Partial<Mention> = {}) =>
  Array.from({ length: count }, (_, at) => aMention({ name: `role-${at}`, what: `role-${at}`, ...overrides }));

describe("slim()", () => {
  it("keeps what the contract names when it reduces a finding", () => {
    expect(slim(aFinding(), off)).toEqual(aSlimFinding({ principals: [aPrincipal({ pathKnown: false })] }));
  });

  it("says what the finding is about when it names nobody", () => {
    expect(slim(aFinding({ mentions: [], about: "AwsS3Bucket b" }), off)).toMatchObject({
      principals: [],
      excluded: [{ what: "AwsS3Bucket b", reason: "no-principal" }],
    });
  });

  it("keeps the 40 highest-ranked and lists the others when there are more", () => {
    const mentions = [...roles(60), aMention({ name: "intruder", grade: "actor", stance: "actor" })];
    const { principals, excluded } = slim(aFinding({ mentions }), off);
    expect(principals).toHaveLength(principalsMax);
    expect(principals[0]?.name).toBe("intruder");
    expect(excluded).toHaveLength(21);
    expect(excluded[0]).toEqual({ what: "arn:aws:iam::111122223333:role/role-39", reason: "principal-limit" });
  });

  it("ranks by grade, then stance, then appearance", () => {
    const ranked = grades.flatMap((grade) => stances.map((stance) => ({ grade, stance, name: `${grade}-${stance}` })));
    const mentions = ranked.toReversed().map((mention) => aMention(mention));
    const { principals } = slim(aFinding({ mentions }), { ...off, include: true });
    expect(principals.map(({ name }) => name)).toEqual(ranked.map(({ name }) => name));
  });

  it("raises a principal to the rank of an id that is its own", () => {
    const mentions = [
      aMention({ name: "first" }),
      aMention({ name: "second", id: "AROAEXAMPLEROLE000001" }),
      aMention({ grade: "actor", name: undefined, id: "AROAEXAMPLEROLE000001:session" }),
    ];
    const { principals, excluded } = slim(aFinding({ mentions }), off);
    expect(principals.map(({ name }) => name)).toEqual(["second", "first"]);
    expect(excluded).toEqual([]);
  });

  it("counts the rest when more is excluded than can be listed", () => {
    const { excluded } = slim(aFinding({ mentions: roles(400, { type: "Martian" }) }), off);
    expect(excluded).toHaveLength(excludedMax);
    expect(excluded.at(-1)).toEqual({ what: "301 more", reason: "principal-limit" });
  });

  it("stays below 200 KiB, escaped, when a finding is as large as the contract allows", () => {
    const mentions = [
      ...roles(400, { path: `/${"p".repeat(120)}/${"p".repeat(120)}/${"p".repeat(120)}/${"p".repeat(120)}/` }),
      ...roles(400, { type: "Martian" }).map((mention) => ({ ...mention, what: `${mention.name}${'"'.repeat(200)}` })),
    ];
    const large = slim(aFinding({ mentions, id: '"'.repeat(2048), title: '"'.repeat(160) }), off);
    expect(Buffer.byteLength(JSON.stringify(JSON.stringify(large)))).toBeLessThan(200 * 1024);
  });
});

describe("slim() with arbitrary mentions", () => {
  const word = fc.oneof(
    fc.constantFrom("deploy", "alice", "Root", "ci", "AROAEXAMPLEROLE000001", "111122223333:alice", "aws:ec2-instance"),
    fc.string({ unit: "binary", maxLength: 70 }),
  );
  const arn = fc.oneof(
    fc
      .tuple(fc.constantFrom("role/", "user/", "role/ci/", "user/eu/"), fc.constantFrom("deploy", "alice", "bob"))
      .map(([kind, name]) => `arn:aws:iam::111122223333:${kind}${name}`),
    fc.constantFrom(profile, "arn:aws:iam::111122223333:root", "arn:aws:sts::111122223333:assumed-role/deploy/s"),
    word,
  );
  const mention: fc.Arbitrary<Mention> = fc
    .record(
      {
        grade: fc.constantFrom(...grades),
        stance: fc.constantFrom(...stances),
        what: word,
        arn,
        type: fc.constantFrom("Role", "IAMUser", "Root", "FederatedUser", "AWSService", "Martian"),
        name: word,
        path: fc.constantFrom("/", "/ci/", "/service-role/"),
        id: word,
      },
      { requiredKeys: ["grade", "stance", "what"] },
    )
    .map((given) => ({ ...owner, ...given }));
  const attached = fc.record({
    include: fc.boolean(),
    roleOfProfile: fc.constantFrom(new Map(), new Map([[profile, "arn:aws:iam::111122223333:role/deploy"]])),
  });

  it("answers what the contract allows, each principal once, and never nothing", () => {
    fc.assert(
      fc.property(fc.array(mention, { maxLength: 60 }), attached, (mentions, policy) => {
        const finding = slim(aFinding({ mentions }), policy);
        const identities = finding.principals.map(({ identity }) => identity);
        expect(SlimFinding.parse(finding)).toEqual(finding);
        expect(new Set(identities).size).toBe(identities.length);
        expect(identities.length).toBeLessThanOrEqual(principalsMax);
        expect(finding.principals.length + finding.excluded.length).toBeGreaterThan(0);
      }),
    );
  });

  it("answers the same set when the mentions are reordered", () => {
    const asSet = (mentions: readonly Mention[], policy: typeof off) => {
      const { principals, excluded } = slim(aFinding({ mentions }), policy);
      return [...principals, ...excluded].map((item) => JSON.stringify(item)).sort();
    };
    const shuffled = fc
      .array(mention, { maxLength: 12 })
      .chain((mentions) =>
        fc.tuple(fc.constant(mentions), fc.shuffledSubarray(mentions, { minLength: mentions.length })),
      );
    fc.assert(
      fc.property(shuffled, attached, ([mentions, reordered], policy) => {
        expect(asSet(reordered, policy)).toEqual(asSet(mentions, policy));
      }),
      { numRuns: 500 },
    );
  });
});

describe("instanceProfilesOf()", () => {
  it("lists every profile once", () => {
    const mention = aMention({ grade: "attached", arn: profile });
    expect(instanceProfilesOf(aFinding({ mentions: [mention, aMention(), { ...mention }] }))).toEqual([profile]);
  });
});
