import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonBytes } from "#domain/bytes.ts";
import { chunk, chunkLimits } from "#domain/chunking.ts";
import type { SlimFinding } from "#domain/contract.ts";
import { InvestigateInput } from "#domain/contract.ts";
import { groupFindings } from "#domain/grouping.ts";
import { excludedMax, principalsMax } from "#domain/principal-set.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";
import { batches, versionOf } from "./arbitrary-findings.ts";

const chunksOf = (findings: readonly SlimFinding[]) => chunk(groupFindings(findings));
const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
const about = (names: readonly number[]) => names.map((n) => aPrincipal({ name: `r${n}` }));
const shapeOf = (findings: readonly SlimFinding[]) =>
  chunksOf(findings).map(({ groups }) => groups.map((group) => group.findings.length));

const fitsOneExecution = (finding: SlimFinding) => {
  const [input, ...others] = chunksOf([finding]);
  return input !== undefined && others.length === 0 && jsonBytes(input) <= chunkLimits.bytes;
};

/** The largest finding that the contract and the bounds of `principalSetOf` allow. */
const largest = aSlimFinding({
  id: "\u0001".repeat(2_048),
  productArn: "\u0001".repeat(2_048),
  version: "\u0001".repeat(64),
  region: "r".repeat(40),
  type: "種".repeat(160),
  title: "題".repeat(160),
  principals: many(principalsMax, (n) =>
    aPrincipal({
      partition: "p".repeat(40),
      identity: `${n}`.padStart(200, "i"),
      name: "n".repeat(128),
      arn: "a".repeat(700),
      pathKnown: false,
    }),
  ),
  excluded: many(excludedMax, () => ({ what: "探".repeat(200), reason: "unknown-to-detective" as const })),
});

describe("chunk()", () => {
  it.each([
    ["nothing", [], []],
    ["one finding", [aSlimFinding()], [[1]]],
    [
      "41 groups without principals in common",
      many(41, (n) => aSlimFinding({ id: `${n}`, principals: about([n]) })),
      [many(40, () => 1), [1]],
    ],
    [
      "two groups of 21 principals",
      [0, 1].map((g) => aSlimFinding({ id: `${g}`, principals: about(many(21, (n) => g * 21 + n)) })),
      [[1], [1]],
    ],
    [
      "groups that have principals in common, each counted",
      [
        aSlimFinding({ id: "1", principals: about(many(40, (n) => n)) }),
        aSlimFinding({ id: "2", principals: about([0]) }),
      ],
      [[1], [1]],
    ],
    ["a group of 201 findings", many(201, (n) => aSlimFinding({ id: `${n}` })), [[100], [100], [1]]],
    [
      "two groups of 60 findings, neither cut",
      many(120, (n) => aSlimFinding({ id: `${n}`, principals: about([n % 2]) })),
      [[60], [60]],
    ],
    [
      "41 Regions without any principal",
      many(41, (n) => aSlimFinding({ id: `${n}`, region: `r${n}`, principals: [] })),
      [many(40, () => 1), [1]],
    ],
  ])("cuts %s", (_what, findings, expected) => {
    expect(shapeOf(findings)).toEqual(expected);
  });

  it("fills an execution to the byte limit when one group has more, then begins another", () => {
    const [first, second, ...rest] = chunksOf(many(25, (n) => aSlimFinding({ id: `${n}`.padStart(2_048, "\u0001") })));
    const nextFinding = jsonBytes(second?.groups[0]?.findings[0] ?? {});
    expect(rest).toEqual([]);
    expect(jsonBytes(first ?? {})).toBeLessThanOrEqual(chunkLimits.bytes);
    expect(jsonBytes(first ?? {}) + nextFinding).toBeGreaterThan(chunkLimits.bytes);
  });

  it("keeps every input within every limit and within the contract", () => {
    fc.assert(
      fc.property(batches, (findings) => {
        for (const input of chunksOf(findings)) {
          expect(InvestigateInput.parse(input)).toEqual(input);
          expect(input.groups.length).toBeLessThanOrEqual(chunkLimits.groups);
          expect(input.groups.flatMap(({ principals }) => principals).length).toBeLessThanOrEqual(
            chunkLimits.principals,
          );
          expect(input.groups.flatMap((group) => group.findings).length).toBeLessThanOrEqual(chunkLimits.findings);
          expect(Buffer.byteLength(JSON.stringify(input))).toBeLessThanOrEqual(chunkLimits.bytes);
        }
      }),
    );
  });

  it("loses no finding, doubles none and changes no group's principals", () => {
    fc.assert(
      fc.property(batches, (findings) => {
        const groups = groupFindings(findings);
        const pairs = (list: typeof groups) =>
          list.flatMap(({ principals, findings: members }) =>
            members.map((finding) => [versionOf(finding), principals.map(({ identity }) => identity)]),
          );
        expect(pairs(chunk(groups).flatMap((input) => input.groups))).toEqual(pairs(groups));
      }),
    );
  });

  it("cuts a group only when it does not fit in an execution of its own", () => {
    fc.assert(
      fc.property(batches, (findings) => {
        const groups = groupFindings(findings);
        const whole = new Set(chunk(groups).flatMap((input) => input.groups.map((group) => JSON.stringify(group))));
        for (const group of groups) {
          if (chunk([group]).length === 1) expect(whole).toContain(JSON.stringify(group));
        }
      }),
    );
  });

  it("gives a finding that fits no execution an input of its own and spares its neighbours", () => {
    const huge = aSlimFinding({ id: "huge", excluded: many(1_000, () => ({ what: "x".repeat(200), reason: "root" })) });
    expect(fitsOneExecution(huge)).toBe(false);
    const inputs = chunksOf([aSlimFinding({ id: "a" }), huge, aSlimFinding({ id: "z" })]);
    expect(inputs.map(({ groups }) => groups.flatMap((group) => group.findings.map(({ id }) => id)))).toEqual([
      ["a"],
      ["huge"],
      ["z"],
    ]);
  });
});

describe("one finding", () => {
  it("fits in one execution, be it the largest there can be", () => {
    expect(fitsOneExecution(largest)).toBe(true);
    expect(InvestigateInput.safeParse(chunksOf([largest])[0]).success).toBe(true);
    expect(jsonBytes(chunksOf([largest])[0] ?? {})).toBeGreaterThan(0.9 * chunkLimits.bytes);
  });

  it("fits in one execution, whatever it is within those bounds", () => {
    const upTo = (charactersMax: number) => fc.nat({ max: charactersMax });
    const lengths = fc.record({ id: upTo(2_048), text: upTo(160), name: upTo(64), arn: upTo(700), what: upTo(200) });
    fc.assert(
      fc.property(lengths, upTo(principalsMax), upTo(excludedMax), (length, principals, exclusions) => {
        const finding = aSlimFinding({
          ...largest,
          id: largest.id.slice(0, length.id),
          title: largest.title.slice(0, length.text),
          principals: largest.principals
            .slice(0, principals)
            .map((one) => ({ ...one, name: one.name.slice(0, length.name), arn: one.arn.slice(0, length.arn) })),
          excluded: largest.excluded
            .slice(0, exclusions)
            .map(({ what, reason }) => ({ what: what.slice(0, length.what), reason })),
        });
        expect(fitsOneExecution(finding)).toBe(true);
      }),
    );
  });

  it("allows as many principals as a finding may have", () => {
    expect(chunkLimits.principals).toBe(principalsMax);
  });
});

describe("state of one execution", () => {
  const stateBytesMax = 256 * 1_024;
  const evidenceBytesMax = 1_024;
  const runningBytesMax = 400;

  it("stays under 256 KiB when the fullest input gathers the evidence of 40 principals", () => {
    const bytes = chunkLimits.bytes + chunkLimits.principals * (evidenceBytesMax + runningBytesMax);
    expect(bytes).toBe(261_760);
    expect(bytes).toBeLessThan(stateBytesMax);
  });

  it("grows by at most 400 bytes when an investigation of a principal runs", () => {
    const running = {
      how: "adopted",
      graphArn: `arn:aws-us-gov:detective:ap-southeast-1:111122223333:graph:${"0".repeat(32)}`,
      investigationId: "0".repeat(21),
      retryOf: "0".repeat(21),
      createdAt: "2026-03-04T12:00:00.000Z",
      scopeStartAt: "2026-03-04T12:00:00.000Z",
      scopeEndAt: "2026-03-04T12:00:00.000Z",
      waitSeconds: 3_600,
    };
    expect(jsonBytes(running)).toBeLessThanOrEqual(runningBytesMax);
  });
});
