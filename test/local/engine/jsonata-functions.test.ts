import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resultOf } from "./run-machine.ts";

const error = (cause: string) => ({
  status: "FAILED",
  error: "States.QueryEvaluationError",
  cause: expect.stringContaining(cause),
});

describe("the functions Step Functions adds to JSONata", () => {
  it.each([
    ["$partition([1..5], 2)", [[1, 2], [3, 4], [5]]],
    ["$partition([1..5], 2.6)", [[1, 2], [3, 4], [5]]],
    ["$partition([1, 2])", [[1, 2]]],
    ["$partition([], 2)", []],
    ["$partition([1], 0)", error("returned nothing")],
    ["$partition([1], -1)", error("D3137: Second argument must be zero or greater")],
    ["$partition('a', 1)", error('T0412: Argument 1 of function "partition"')],
    ["$partition([1], 1, 1)", error('T0410: Argument 3 of function "partition"')],
    ["$range(0, 10, 5)", [0, 5, 10]],
    ["$range(3, 1, -1)", [3, 2, 1]],
    ["$range(1.4, 5.6, 2.2)", [1, 3, 5]],
    ["$range(5, 1, 1)", []],
    ["$range(1, 5, 0.49)", error("returned nothing")],
    ["$range(1, 5)", error("returned nothing")],
    ["$range(0, 1e9, 1)", error("Cannot make a range")],
    ["$hash('data', 'SHA-1')", createHash("sha1").update("data").digest("hex")],
    ["$hash('data', 'MD5')", createHash("md5").update("data").digest("hex")],
    ["$hash('data', 'CRC32')", error("D3137: Hash algorithm 'CRC32' must be one of")],
    ["$parse('{\"a\": [1, null]}')", { a: [1, null] }],
    ["$parse('{')", error("D3137: Invalid JSON")],
    ["$parse(1)", error('T0410: Argument 1 of function "parse"')],
    ["$random(77) = $random(77)", true],
    ["$random('a')", error("T0410")],
    ["$uuid(1)", error("T0410")],
  ])("%s", async (expression, expected) => {
    expect(await resultOf(expression)).toEqual(expected);
  });

  it("$partition() loses nothing and fills every chunk but the last", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer(), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        async (list, size) => {
          const chunks = (await resultOf(`$partition($states.input, ${size})`, list)) as number[][];
          expect(chunks.flat()).toEqual(list);
          expect(chunks.slice(0, -1).every((chunk) => chunk.length === size)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });
});
