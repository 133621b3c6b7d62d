import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { conditionText } from "#cli/docs/permissions/condition-text.ts";
import { explainedGrants, explanationsIn, stackWith } from "#cli/docs/permissions/explained-grants.ts";

const grants = explainedGrants();
const names = grants.map(({ name }) => name).sort();

it("every grant says why it is there, beside it in the code", () => {
  // A grant without a reason: give `allow` one, or tell it with `explain` (infra/grants.ts) where the CDK grants by itself.
  expect(grants.filter(({ whys }) => whys.length !== 1).map(({ name, whys }) => [name, ...whys])).toEqual([]);
});

it("every reason is one of a grant", () => {
  expect(explanationsIn(stackWith({})).filter(([name]) => !names.includes(name))).toEqual([]);
});

it("every grant was used by a scenario, or by AWS itself", () => {
  // Made by test/scenarios/least-privilege.test.ts: run it with --update when a grant is new.
  expect(Object.keys(JSON.parse(readFileSync("docs/grants-used.json", "utf8")))).toEqual(names);
});

it.each<[object | undefined, string[]]>([
  [undefined, []],
  [{ ArnEquals: { "aws:SourceArn": "${Rule.Arn}" } }, ["`aws:SourceArn` is `Rule`"]],
  [{ StringLike: { a: ["x*", "y"] } }, ["`a` is like `x*` or `y`"]],
  [{ Null: { a: "false", b: "true" } }, ["`a` is given", "`b` is not given"]],
  [{ NumericLessThan: { a: 3 } }, ["`a` is below `3`"]],
  [{ DateLessThan: { a: "x" } }, ["`a` DateLessThan `x`"]],
])("conditionText(%j) is %j", (condition, text) => {
  expect(conditionText(condition)).toEqual(text);
});
