import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { BriefTables } from "#domain/brief/finding-brief.ts";
import { caseOf, countOf, productScoreOf } from "#domain/brief/finding-case.ts";
import { findingObservables } from "#domain/brief/finding-observables.ts";
import { tablesOf } from "#domain/brief/finding-tables.ts";
import { Observable } from "#domain/brief/observable.ts";
import { relatedFindingsOf } from "#domain/brief/related-findings.ts";
import { objectOf } from "#domain/json.ts";
import { everyHostileText, showsOnly } from "#test/hostile/corpus.ts";
import { briefCases } from "./brief-cases.ts";

const read = (finding: unknown) => ({
  observables: findingObservables(finding),
  tables: tablesOf(finding),
  related: relatedFindingsOf(finding),
  case: caseOf(finding),
  numbers: [countOf(finding), productScoreOf(finding)],
});

/** The finding with every text replaced, save those that say what something is. */
function spoilt(value: unknown, text: string, name = ""): unknown {
  if (Array.isArray(value)) return value.map((element) => spoilt(element, text, name));
  const object = objectOf(value);
  if (object === undefined) return typeof value === "string" && !/^(?:Type|Key)$/.test(name) ? text : value;
  const entries = Object.entries(object).map(([member, below]) => [member, spoilt(below, text, member)] as const);
  return Object.fromEntries([...entries, [text, { Domain: text, UserAgent: text }]]);
}

describe("what is read out of a hostile finding", () => {
  it("is one visible line, within the bounds of the brief", () => {
    const troubles = everyHostileText.flatMap((text, at) => {
      const { observables, tables, related } = read(spoilt(briefCases[at % briefCases.length]?.finding, text));
      z.array(Observable).parse(observables);
      BriefTables.parse(tables);
      const told = [...observables.flatMap(({ value, path }) => [value, path]), ...related.map(({ id }) => id)];
      const cells = Object.values(tables).flatMap((rows) => rows.flatMap((row) => Object.values(row).map(String)));
      return [...told, ...cells].flatMap(showsOnly);
    });
    expect([...new Set(troubles)]).toEqual([]);
  });

  it("is what stands in the first levels when it nests without end", () => {
    const nested = (levels: number) =>
      Array.from({ length: levels }).reduce<unknown>((inner) => ({ Port: levels, Details: [inner] }), {});
    const finding = { Resources: [{ Details: nested(20_000) }], Action: nested(20_000), Network: nested(3) };
    expect(read(finding).observables.map(({ value, path }) => `${value} ${path}`)).toEqual([
      "20000 $.Resources[0].Details.Port",
      "3 $.Network.Port",
    ]);
  });

  it("is something valid, whatever the finding is", () => {
    const names = "Resources Action Network NetworkPath Threats Malware Detection ProductFields Severity Types".split(
      " ",
    );
    const finding = fc.dictionary(fc.constantFrom(...names, "ThreatIntelIndicators", "__proto__"), fc.jsonValue());
    fc.assert(
      fc.property(
        fc.oneof(finding, fc.jsonValue(), fc.constantFrom(...briefCases.map((one) => one.finding))),
        (any) => {
          const { observables, tables } = read(any);
          z.array(Observable).parse(observables);
          BriefTables.parse(tables);
        },
      ),
    );
  });
});
