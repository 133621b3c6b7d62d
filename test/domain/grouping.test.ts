import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupFindings } from "#domain/grouping.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";
import { batches, versionOf } from "./arbitrary-findings.ts";

const [alice, bob] = [aPrincipal({ name: "alice" }), aPrincipal({ name: "bob" })];
const idsOf = (findings: Parameters<typeof groupFindings>[0]) =>
  groupFindings(findings).map((group) => group.findings.map(({ id }) => id));

describe("groupFindings()", () => {
  it("puts findings together when they name the same principals, in whatever order", () => {
    const findings = [
      aSlimFinding({ id: "1", principals: [alice, bob] }),
      aSlimFinding({ id: "2", principals: [bob, alice] }),
      aSlimFinding({ id: "3", principals: [alice] }),
    ];
    expect(idsOf(findings)).toEqual([["1", "2"], ["3"]]);
  });

  it("takes an ARN with and one without a path as the same principal and keeps the one with the path", () => {
    const pathless = aPrincipal({ name: "alice", pathKnown: false });
    const known = aPrincipal({ name: "alice", arn: "arn:aws:iam::111122223333:role/team/alice" });
    const findings = [
      aSlimFinding({ id: "1", principals: [pathless] }),
      aSlimFinding({ id: "2", principals: [known] }),
    ];
    expect(groupFindings(findings).map(({ principals }) => principals.map(({ arn }) => arn))).toEqual([[known.arn]]);
  });

  it("keeps findings apart when their Regions differ: Detective is regional", () => {
    expect(idsOf([aSlimFinding({ id: "1" }), aSlimFinding({ id: "2", region: "us-east-1" })])).toEqual([["1"], ["2"]]);
  });

  it("makes a group without principals of findings that name none", () => {
    const findings = ["1", "2"].map((id) => aSlimFinding({ id, principals: [] }));
    expect(groupFindings(findings)).toEqual([{ principals: [], findings }]);
  });

  it("asks for the activity of every finding that names the principal in the Region, whatever its group", () => {
    const at = (day: number) => `2026-03-0${day}T00:00:00.000Z`;
    const seen = (
      id: string,
      first: number,
      last: number,
      overrides: Partial<Parameters<typeof aSlimFinding>[0]> = {},
    ) => aSlimFinding({ id, firstActivityAt: at(first), lastActivityAt: at(last), principals: [alice], ...overrides });
    const [single] = groupFindings([
      seen("1", 4, 5),
      seen("2", 3, 4, { principals: [alice, bob] }),
      seen("3", 5, 6, { principals: [bob, alice] }),
      seen("4", 1, 9, { region: "us-east-1" }),
      seen("5", 1, 9, { principals: [bob] }),
    ]).filter(({ findings }) => findings[0]?.id === "1");
    expect(single?.principals).toEqual([
      { ...alice, kind: "start", region: "eu-west-1", firstActivityAt: at(3), lastActivityAt: at(6), try: 1 },
    ]);
  });

  it("collapses exact duplicates and keeps other versions of the finding", () => {
    const older = aSlimFinding({ version: "2026-03-04T10:19:00.000Z" });
    const newer = aSlimFinding({ version: "2026-03-04T10:20:00.000Z" });
    expect(groupFindings([newer, older, newer, older]).map(({ findings }) => findings)).toEqual([[older, newer]]);
  });

  it("keeps of two copies the one that was asked for, then the more often tried", () => {
    const asked = aSlimFinding({ requested: true, attempt: 1 });
    const copies = [aSlimFinding({ attempt: 4 }), asked, aSlimFinding({ requested: true })];
    expect(groupFindings(copies).flatMap(({ findings }) => findings)).toEqual([asked]);
  });

  it("loses no finding version, doubles none, and names exactly its group's principals", () => {
    fc.assert(
      fc.property(batches, (findings) => {
        const groups = groupFindings(findings);
        const grouped = groups.flatMap((group) => group.findings.map(versionOf));
        expect(grouped.toSorted()).toEqual([...new Set(findings.map(versionOf))].sort());
        for (const { principals, findings: members } of groups) {
          const started = principals.map(({ identity }) => identity).sort();
          for (const member of members)
            expect(member.principals.map(({ identity }) => identity).sort()).toEqual(started);
        }
      }),
    );
  });

  it("gives the same groups when the same findings arrive in another order", () => {
    const shuffled = batches.chain((findings) =>
      fc.tuple(fc.constant(findings), fc.shuffledSubarray(findings, { minLength: findings.length })),
    );
    fc.assert(
      fc.property(shuffled, ([findings, reordered]) => {
        expect(groupFindings(reordered)).toEqual(groupFindings(findings));
      }),
    );
  });
});
