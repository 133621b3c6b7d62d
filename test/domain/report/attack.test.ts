import { describe, expect, it } from "vitest";
import { attackLink, namedTactic, techniqueOf } from "#domain/report/attack.ts";
import { techniqueNames } from "#domain/report/technique-names.ts";
import { tacticOf, tactics } from "#domain/tactic.ts";

describe("attackLink()", () => {
  it.each([
    ["TA0112", "https://attack.mitre.org/tactics/TA0112/"],
    ["T1098", "https://attack.mitre.org/techniques/T1098/"],
    ["T1098.001", "https://attack.mitre.org/techniques/T1098/001/"],
    ["T1098.1", undefined],
    ["T1098/../../evil", undefined],
    ["ta0004", undefined],
  ])("of %s is %s", (id, link) => expect(attackLink(id)).toBe(link));
});

describe("tactics", () => {
  it("are the fifteen of ATT&CK 19, each found by its id and its name", () => {
    expect(tactics).toHaveLength(15);
    for (const tactic of tactics) expect([tacticOf(tactic.id), tacticOf(tactic.name)]).toEqual([tactic, tactic]);
  });

  it.each([
    ["DefenseEvasion", { id: "TA0005", name: "Defense Evasion" }],
    ["credential-access", { id: "TA0006", name: "Credential Access" }],
    ["Policy", { name: "Policy" }],
    ["", { name: "" }],
  ])("%j are named %j", (text, tactic) => expect(namedTactic(text)).toEqual(tactic));
});

describe("techniqueOf()", () => {
  it.each([
    ["T1098", { id: "T1098", name: "Account Manipulation" }],
    ["t1098.003", { id: "T1098.003", name: "Account Manipulation: Additional Cloud Roles" }],
    [
      "T1685.002 - Disable or Modify Cloud Log",
      { id: "T1685.002", name: "Disable or Modify Tools: Disable or Modify Cloud Log" },
    ],
    ["account manipulation", { id: "T1098", name: "Account Manipulation" }],
    ["Create Account: Cloud Account", { id: "T1136.003", name: "Create Account: Cloud Account" }],
    ["Cloud Account", { name: "Cloud Account" }],
    ["T9999", { id: "T9999" }],
    ["AT1098", { name: "AT1098" }],
    ["T10981", { name: "T10981" }],
    ["Something New", { name: "Something New" }],
    ["", {}],
  ])("of %j is %j", (text, technique) => expect(techniqueOf(text)).toEqual(technique));

  it("knows parents of all sub-techniques, and names that fit the schema", () => {
    for (const id of Object.keys(techniqueNames)) {
      expect(techniqueNames[id.slice(0, 5)]).toBeDefined();
      expect(techniqueOf(id).name?.length).toBeLessThanOrEqual(80);
    }
  });
});
