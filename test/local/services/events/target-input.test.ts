import { expect, it } from "vitest";
import { invalid } from "#local/services/events/events-error.ts";
import { compileTargetInput } from "#local/services/events/target-input.ts";
import { Input } from "#local/services/request/input.ts";

const event = {
  time: "2026-01-15T12:00:00Z",
  detail: { id: "i-1", state: "RUNNING", n: 5, list: [{ a: 1 }, { a: 2 }], quote: 'say "hi"' },
};
const routed = {
  event,
  json: JSON.stringify(event),
  ruleArn: "arn:aws:events:eu-central-1:111122223333:rule/r",
  ruleName: "r",
  ingestedAt: "2026-01-15T12:00:01.000Z",
};
const compile = (target: object) => compileTargetInput(new Input(target, invalid));
const transformer = (InputTemplate: string) => ({
  InputTransformer: {
    InputPathsMap: {
      id: "$.detail.id",
      n: "$.detail.n",
      every: "$.detail.list[*].a",
      quote: "$.detail.quote",
      none: "$.x",
    },
    InputTemplate,
  },
});

const table: [string, object, string][] = [
  ["nothing", {}, routed.json],
  ["a constant", { Input: '{"k":1}' }, '{"k":1}'],
  ["a path", { InputPath: "$.detail.list[1]" }, '{"a":2}'],
  ["a path that is not there", { InputPath: "$.detail['nope']" }, "null"],
  ["bare variables", transformer('{"id": <id>, "n": <n>, "every": <every>}'), '{"id": "i-1", "n": 5, "every": [1,2]}'],
  ["variables in strings", transformer('"<id> \\"<n>\\" of <every><none>"'), '"i-1 \\"5\\" of [1,2]"'],
  [
    "AWS's own variables",
    transformer('{"r": <aws.events.rule-name>, "e": <aws.events.event>}'),
    `{"r": "r", "e": {"time":"${event.time}"}}`,
  ],
  ["lines of text", transformer('"one <id>"\n"two <n>"'), '"one i-1"\n"two 5"'],
];

it.each(table)("compileTargetInput() makes the body of %s", (_what, target, body) => {
  expect(compile(target)(routed)).toBe(body);
});

it("compileTargetInput() fails the delivery when a template's result is no JSON", () => {
  const input = compile(transformer('{"q": "<quote>"}'));
  expect(() => input(routed)).toThrow(expect.objectContaining({ name: "INVALID_JSON" }));
});

it.each([
  ["two of the three", { Input: "{}", InputPath: "$" }],
  ["a filter path", { InputPath: "$.detail[?(@.a)]" }],
  ["a path without $", { InputPath: "detail" }],
  ["an unknown variable", transformer("<other>")],
])("compileTargetInput() refuses %s", (_what, target) => {
  expect(() => compile(target)).toThrow(expect.objectContaining({ name: "ValidationException" }));
});
