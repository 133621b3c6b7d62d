import { readFileSync } from "node:fs";
import fc from "fast-check";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { directOf } from "#local/engine/jsonata-direct.ts";
import { unsure } from "#local/engine/jsonata-node.ts";
import { plainCopy } from "#local/engine/payload.ts";

const direct = (text: string) => directOf(jsonata(text).ast());

/** What the short way answers, `unsure` where it leaves it to JSONata. */
function shortly(text: string, states: object, variables: object = {}): unknown {
  try {
    return direct(text)?.({ states: { ...states }, variables });
  } catch (thrown) {
    if (thrown === unsure) return unsure;
    throw thrown;
  }
}

/** What JSONata answers, `unsure` where it refuses. */
async function properly(text: string, states: object): Promise<unknown> {
  try {
    return plainCopy(await jsonata(text).evaluate(undefined, { states }));
  } catch {
    return unsure;
  }
}

const expressions = [
  "$states.a",
  "$states.a.b",
  "$states.a.b.a",
  "$states.a.b.a.b",
  "$states.`a b`.n",
  "$states.a[kind = 'x']",
  "$states.a[kind != 'x'].b",
  "$states.a[0]",
  "$states.a.b[0]",
  "$states.a[0].b",
  "$states.a.b[kind = 'x'].n",
  "[$states.a[kind = 'x']]",
  "[$states.a.b, 1, [$states.n], [], null]",
  "{ 'a': $states.a.b, 'b': [$states.a], 'n': { 'x': $states.n } }",
  "$states.a.kind = 'x'",
  "$states.n != 1",
  "$states.a = $states.b",
  "$exists($states.a.b) ? $states.a : {}",
  "$states.a.flag ? 1 : 2",
  "$count($states.a)",
  "$count($states.a.b)",
  "$sum($states.a.n)",
  "$max($append([0], $states.a.n))",
  "$append($states.a, $states.b)",
  "$merge([$states.a, { 'b': $states.b }])",
  "$merge($states.a)",
];

const scalar = fc.constantFrom("x", "y", "", 0, 1, 2.5, -3, true, false, null);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "a b", "n", "kind", "flag"), tie("value"), { maxKeys: 4 }),
  ),
})).value;
const states = fc.record({ a: json, b: json, n: json }, { requiredKeys: [] });

describe("directOf()", () => {
  it.each(expressions)("answers %s as JSONata does, or leaves it to JSONata", async (text) => {
    expect(direct(text)).toBeDefined();
    await fc.assert(
      fc.asyncProperty(states, async (given) => {
        const answer = shortly(text, given);
        if (answer !== unsure) expect(answer).toEqual(await properly(text, given));
      }),
      { numRuns: 300 },
    );
  });

  it("has the short way for all that our own state machine evaluates while nothing fails", () => {
    const definition = readFileSync("statemachines/investigate.asl.json", "utf8");
    const found = [...definition.matchAll(/"\{% (.+?) %\}"/g)].map(([, text = ""]) => text);
    const long = found.filter((text) => !direct(text));
    expect(long.filter((text) => !/errorOutput|\$now|\.error/.test(text))).toEqual([]);
  });

  it.each([
    ["a predicate of another form", "$states.a[1]"],
    ["an array that is kept", "$states.a[]"],
    ["a wildcard", "$states.*"],
    ["another variable", "$x.a"],
    ["a binding", "$states.a@$x.b"],
    ["an order", "$states.a^(b)"],
    ["grouping", "$states.a{kind: n}"],
    ["a name of every object's own", "{ 'hasOwnProperty': 1 }"],
    ["a name that is there twice", "{ 'a': 1, 'a': 2 }"],
    ["a name to be worked out", "{ $states.a: 1 }"],
    ["arithmetic", "$states.n + 1"],
    ["another function", "$keys($states)"],
    ["an argument too many", "$count($states.a, 1)"],
  ])("leaves %s to JSONata", (_what, text) => expect(direct(text)).toBeUndefined());

  it.each([
    ["an inherited member", "$states.constructor", {}],
    ["what JSONata takes for a function", "$states.a.b", { a: { _jsonata_function: true, b: 1 } }],
    ["a comparison of objects", "$states.a = $states.b", { a: {}, b: {} }],
    ["a sum of texts", "$sum($states.a)", { a: ["1"] }],
    ["a condition that is no boolean", "$states.a ? 1 : 2", { a: "yes" }],
  ])("leaves %s to JSONata when it is met", (_what, text, given) => expect(shortly(text, given)).toBe(unsure));

  it("leaves a function to JSONata when a variable has taken its name", () => {
    expect(shortly("$count($states.a)", { a: [1] }, { count: 7 })).toBe(unsure);
  });
});
