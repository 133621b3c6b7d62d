import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { briefBytesMax } from "#domain/brief/brief-bounds.ts";
import { type BriefPart, briefParts, FindingBrief } from "#domain/brief/finding-brief.ts";
import { jsonBytes } from "#domain/bytes.ts";
import type { PrincipalSettled, SlimFinding } from "#domain/contract.ts";
import { ownFields } from "#domain/fields.ts";
import { writeNote } from "#domain/note.ts";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import { aReport, someObserved } from "#test/builders/brief.ts";
import { composedBrief, executionArn } from "#test/builders/composed-brief.ts";
import { anAccessKeyResource, anAsffFinding } from "#test/builders/finding.ts";
import { aFailedPrincipal, anEvidence, anUnknownPrincipal, aSettledPrincipal } from "#test/builders/investigation.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";
import { everyHostileText, showsOnly } from "#test/hostile/corpus.ts";
import { investigatedFindings } from "../arbitrary-settled.ts";

const alice = { identity: "aws/111122223333/user/alice", arn: "arn:aws:iam::111122223333:user/alice", name: "alice" };
const bob = { identity: "aws/111122223333/role/bob", arn: "arn:aws:iam::111122223333:role/bob", name: "bob" };
const three = aSlimFinding({
  principals: [aPrincipal(), aPrincipal({ ...alice, type: "user" }), aPrincipal(bob)],
  excluded: [
    { what: "a", reason: "root" },
    { what: "b", reason: "aws-service" },
  ],
});
const settled: readonly PrincipalSettled[] = [
  aSettledPrincipal(),
  aSettledPrincipal({ ...alice, investigationId: "2", evidence: anEvidence({ facts: ["Impact observed"] }) }),
  aFailedPrincipal(bob),
];
const address = (n: number) => `198.51.${Math.floor(n / 250)}.${n % 250}`;
const raw = anAsffFinding({
  Resources: [
    anAccessKeyResource({ AccessKeyId: "AKIAEXAMPLEKEY000001" }),
    { Type: "AwsS3Bucket", Id: "arn:aws:s3:::b" },
  ],
  Description: "d",
  Severity: { Label: "HIGH", Product: 8 },
  ProductFields: { "aws/guardduty/service/count": "3", "aws/guardduty/service/action/actionType": "AWS_API_CALL" },
});
const brief = composedBrief(three, settled, { raw });

describe("composeBrief() keeps within its bounds", () => {
  const long = fc.string({ unit: "binary", minLength: 0, maxLength: 3_000 });
  const huge = fc
    .record({
      title: long,
      resources: fc.nat({ max: 400 }),
      text: long,
      probes: fc.nat({ max: 1_500 }),
      severity: fc.anything(),
      rest: fc.dictionary(long, fc.jsonValue({ maxDepth: 3 })),
    })
    .map(({ title, resources, text, probes, severity, rest }) =>
      anAsffFinding({
        ...rest,
        Title: title,
        Description: text,
        ProductName: text,
        Severity: severity,
        Resources: Array.from({ length: resources }, (_, n) => ({
          Type: "AwsS3Bucket",
          Id: `arn:aws:s3:::bucket-${n}-${text.slice(0, 300)}`,
          Details: { AwsS3Bucket: { OwnerId: text } },
        })),
        Action: {
          PortProbeAction: {
            PortProbeDetails: Array.from({ length: probes }, (_, n) => ({
              RemoteIpDetails: { IpAddressV4: address(n), Country: { CountryName: text.slice(0, 100) } },
            })),
          },
        },
      }),
    );

  it("whatever the finding holds", () => {
    fc.assert(
      fc.property(investigatedFindings, huge, ([finding, principals], held) => {
        const told = composedBrief(finding, principals, { raw: held });
        expect(jsonBytes(told)).toBeLessThanOrEqual(briefBytesMax);
        expect(FindingBrief.parse(told)).toEqual(told);
      }),
      { numRuns: 60 },
    );
  });

  const everybody = Array.from({ length: 40 }, (_, n) => ({
    identity: `aws/111122223333/role/r${n}`,
    arn: `arn:aws:iam::111122223333:role/${"path/".repeat(100)}r${n}`,
    name: `r${n}`,
  }));
  const observed = someObserved({
    apiCalls: Array.from({ length: 900 }, (_, n) => ({
      ...{ api: `Call${n}`, address: address(n), successes: n, failures: 0 },
      tactics: ["Discovery"],
    })),
  });
  const crowd = aSlimFinding({ id: "\u0001".repeat(2_048), principals: everybody.map((one) => aPrincipal(one)) });
  const evidence = anEvidence({ facts: [...Array(24).keys()].map((n) => `Call${n} ${"called ".repeat(4)}`) });
  const results = everybody.map((one, n) =>
    aSettledPrincipal({ ...one, investigationId: `${n}`, evidence, severity: n === 7 ? "CRITICAL" : "LOW" }),
  );
  const reports = everybody.map((_, n) => aReport({ investigationId: `${n}`, observed }));

  it("with forty principals, of whom the gravest keeps most, and counts what it leaves out", () => {
    const told = composedBrief(crowd, results, { raw, reports });
    expect(jsonBytes(told)).toBeLessThanOrEqual(briefBytesMax);
    expect(FindingBrief.parse(told)).toEqual(told);
    expect(told.principals[0]?.name).toBe("r7");
    const kept = told.principals.filter(({ investigation }) => investigation?.observed !== undefined).length;
    expect(kept + (told.omitted["observed"] ?? 0)).toBe(40);
    expect(told.principals).toHaveLength(40 - (told.omitted["principals"] ?? 0));
  });

  it("without a word less in note and fields", () => {
    const alone = composedBrief(aSlimFinding({ principals: crowd.principals }), results);
    const told = composedBrief(crowd, results, { raw });
    expect(writeNote(told)).toBe(writeNote(alone));
    const fields = (of: FindingBrief) =>
      new Map([...ownFields(of, executionArn)].filter(([name]) => name !== "gumshoeReport"));
    expect(fields(told)).toEqual(fields(alone));
  });

  it("leaves nothing out of what fits", () => {
    expect(brief.omitted).toEqual({});
    expect(brief.principals).toHaveLength(3);
  });

  it("counts the observables that are beyond its two hundred", () => {
    const probes = Array.from({ length: 300 }, (_, n) => ({ RemoteIpDetails: { IpAddressV4: address(n) } }));
    const told = composedBrief(three, settled, {
      raw: { ...raw, Action: { ActionType: "PORT_PROBE", PortProbeAction: { PortProbeDetails: probes } } },
    });
    expect(told.observables).toHaveLength(200);
    expect(told.omitted["observables"]).toBeGreaterThan(100);
  });
});

describe("the hashes of a brief", () => {
  const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
  const hashes = ({ parts, hash }: FindingBrief) => ({ parts, hash });

  it("are the same in whatever order everything is told", () => {
    const resources = raw["Resources"] as readonly unknown[];
    fc.assert(
      fc.property(
        shuffled(resources),
        shuffled(Object.entries(raw)),
        shuffled(three.principals),
        shuffled(three.excluded),
        shuffled(settled),
        (Resources, entries, principals, excluded, ends) => {
          const held = { ...Object.fromEntries(entries), Resources };
          const told = composedBrief({ ...three, principals, excluded }, ends, { raw: held });
          expect(hashes(told)).toEqual(hashes(brief));
        },
      ),
      { numRuns: 50 },
    );
  });

  const later = { version: "2026-03-05T00:00:00.000Z", lastActivityAt: "2026-03-04T23:00:00.000Z" };
  const again = aSettledPrincipal({ how: "joined", investigationId: "99", coveredUntil: "2026-03-04T23:00:00.000Z" });
  it.each<[what: string, told: FindingBrief]>([
    [
      "another version, seen later",
      composedBrief({ ...three, ...later }, settled, { raw: { ...raw, UpdatedAt: later.version } }),
    ],
    ["another execution", composedBrief(three, settled, { raw, executionArn: `${executionArn}-2` })],
    ["another investigation that finds the same", composedBrief(three, [again, ...settled.slice(1)], { raw })],
    [
      "one more time",
      composedBrief(three, settled, {
        raw: { ...raw, ProductFields: { ...(raw["ProductFields"] as object), "aws/guardduty/service/count": "4" } },
      }),
    ],
    [
      "our own note and fields",
      composedBrief(three, settled, { raw: { ...raw, Note: { Text: "n" }, UserDefinedFields: { a: "b" } } }),
    ],
    ["a notification", composedBrief(three, settled, { raw: { ...raw, Workflow: { Status: "NOTIFIED" } } })],
    [
      "a report that could be read",
      composedBrief(three, settled, { raw, reports: [aReport({ investigationId: "177263640000012345678" })] }),
    ],
    [
      "what was told before",
      composedBrief(three, settled, {
        raw,
        previous: { parts: brief.parts, at: "2026-03-04T11:00:00.000Z" },
      }),
    ],
  ])("are the same after %s", (_what, told) => expect(hashes(told)).toEqual(hashes(brief)));

  const key = (id: string) => [...(raw["Resources"] as object[]), anAccessKeyResource({ AccessKeyId: id })];
  const fewer = { ...three, excluded: three.excluded.slice(1) };
  const graver = aSettledPrincipal({ severity: "CRITICAL" });
  const more = aSettledPrincipal({ evidence: anEvidence({ facts: ["Impact observed"] }) });
  const unread = aSettledPrincipal({ evidence: anEvidence({ complete: false }) });
  const rest = settled.slice(1);
  const changes: readonly (readonly [what: string, parts: readonly BriefPart[], told: FindingBrief])[] = [
    ["another title", ["finding"], composedBrief(three, settled, { raw: { ...raw, Title: "t" } })],
    ["another description", ["finding"], composedBrief(three, settled, { raw: { ...raw, Description: "e" } })],
    ["a sample", ["finding"], composedBrief(three, settled, { raw: { ...raw, Sample: true } })],
    [
      "a graver label",
      ["severity"],
      composedBrief(three, settled, { raw: { ...raw, Severity: { Label: "CRITICAL", Product: 8 } } }),
    ],
    [
      "a higher score",
      ["severity"],
      composedBrief(three, settled, { raw: { ...raw, Severity: { Label: "HIGH", Product: 8.5 } } }),
    ],
    ["being resolved", ["case"], composedBrief(three, settled, { raw: { ...raw, Workflow: { Status: "RESOLVED" } } })],
    ["being archived", ["case"], composedBrief(three, settled, { raw: { ...raw, RecordState: "ARCHIVED" } })],
    [
      "another end of a principal",
      ["principals"],
      composedBrief(three, [...settled.slice(0, 2), anUnknownPrincipal(bob)], { raw }),
    ],
    ["another exclusion", ["principals"], composedBrief(fewer, settled, { raw })],
    ["a graver investigation", ["evidence"], composedBrief(three, [graver, ...rest], { raw })],
    ["other facts", ["evidence"], composedBrief(three, [more, ...rest], { raw })],
    ["evidence that could not be read", ["principals", "evidence"], composedBrief(aSlimFinding(), [unread], { raw })],
    [
      "another long-term key",
      ["observables"],
      composedBrief(three, settled, { raw: { ...raw, Resources: key("AKIAEXAMPLEKEY000002") } }),
    ],
  ];
  const alone = composedBrief(aSlimFinding(), [aSettledPrincipal()], { raw });

  it.each(changes)("change with %s in exactly its part", (what, parts, told) => {
    const before = what.startsWith("evidence that") ? alone : brief;
    expect(briefParts.filter((part) => told.parts[part] !== before.parts[part])).toEqual(parts);
    expect(told.hash).not.toBe(before.hash);
    const at = "2026-03-04T11:00:00.000Z";
    const { change } = composedBrief(three, settled, { raw, previous: { ...hashes(told), at } });
    if (before === brief) expect(change).toEqual({ since: at, what: parts });
  });

  it.each(["ASIAEXAMPLEKEY000002", "ASIAEXAMPLEKEY000003"])("stay with the temporary key %s", (id) => {
    const told = composedBrief(three, settled, { raw: { ...raw, Resources: key(id) } });
    expect(hashes(told)).toEqual(hashes(brief));
  });

  it("call nothing a change that was not known before", () => {
    const { finding: _, ...known } = brief.parts;
    const previous = { hash: "0".repeat(16), parts: known, at: "2026-03-04T11:00:00.000Z" };
    expect(composedBrief(three, settled, { raw, previous }).change?.what).toEqual([]);
    expect(brief).not.toHaveProperty("change");
  });
});

describe("the texts of a brief", () => {
  const strings = (value: unknown): readonly string[] => {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
  };

  it("are cleaned, whatever the finding, Detective or an error says, and not escaped", () => {
    for (const text of everyHostileText) {
      const told = hostileBrief(text);
      expect([text, strings(told).flatMap(showsOnly)]).toEqual([text, []]);
      expect(FindingBrief.parse(told)).toEqual(told);
    }
    expect(hostileBrief("<b>http://a.example</b>").finding.title).toBe("<b>http://a.example</b>");
  });

  it("never name somebody else: a name that had to be cleaned says so", () => {
    const name = "ro\u200bot";
    const told = composedBrief(aSlimFinding({ principals: [aPrincipal({ ...bob, name })] }), [
      aSettledPrincipal({ ...bob, name }),
    ]);
    expect(told.principals[0]?.name).toBe("ro ot\ufffd");
  });
});

function hostileBrief(text: string): FindingBrief {
  const kept = text.toWellFormed();
  const finding: SlimFinding = aSlimFinding({
    type: kept,
    title: kept,
    principals: [aPrincipal(), aPrincipal({ ...alice, type: "user" })],
    excluded: [{ what: kept.slice(0, 200), reason: "unknown-id" }],
  });
  const report: InvestigationReport = aReport({ investigationId: "7", links: { report: text, detective: text } });
  const held = anAsffFinding({
    ...{ Title: text, Description: text, ProductName: text, Types: [text], Workflow: { Status: text } },
    Resources: [
      { Type: text, Id: text, Details: { AwsS3Bucket: { Name: text }, AwsIamUser: { UserName: text, UserId: text } } },
    ],
    ProductFields: {
      "aws/guardduty/service/action/awsApiCallAction/remoteIpDetails/ipAddressV4": text,
      "aws/guardduty/service/count": text,
    },
    Action: { ActionType: text, DnsRequestAction: { Domain: text } },
    RelatedFindings: [{ Id: text, ProductArn: text }],
  });
  return composedBrief(
    finding,
    [
      aSettledPrincipal({ investigationId: "7", evidence: anEvidence({ facts: [text, "b"], tactics: [text] }) }),
      aFailedPrincipal({ ...alice, name: `${text} é`, error: text, cause: text }),
    ],
    { raw: held, reports: [report] },
  );
}
