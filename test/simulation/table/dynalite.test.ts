import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withOldItem } from "#local/services/dynamodb/conditional-failure.ts";
import { Dynalite } from "#local/services/dynamodb/dynalite.ts";
import { memoryTable } from "#simulation/table/memory-table.ts";
import { definition, tableName } from "./a-table.ts";
import { type Call, calls, keys } from "./arbitrary-calls.ts";

type Answer = Readonly<Record<string, unknown>>;
type Callee = (operation: string, input: Call["input"]) => Promise<unknown>;

/** The answer of a call, page after page where that is wanted; or the name of the error and the item that comes with it. */
async function outcome(callee: Callee, { operation, input, pages = false }: Call): Promise<unknown> {
  const answers: Answer[] = [];
  let start = {};
  try {
    do {
      // Either may keep what it is given.
      const answer = (await callee(operation, structuredClone({ ...input, ...start }))) as Answer;
      answers.push(comparable(answer));
      start = { ExclusiveStartKey: answer["LastEvaluatedKey"] };
    } while (pages && answers.at(-1)?.["LastEvaluatedKey"]);
    return answers;
  } catch (error) {
    if (!(error instanceof Error) || !("fields" in error)) throw error;
    return { error: error.name, fields: error.fields };
  }
}

/** Without what DynamoDB leaves open: the order of a batch; and dynalite's attributes that are none. */
function comparable(answer: Answer): Answer {
  const { Responses, Attributes, ...rest } = JSON.parse(JSON.stringify(answer));
  const sorted = Object.entries((Responses ?? {}) as Record<string, object[]>).map(([table, items]) => [
    table,
    items.map((item) => JSON.stringify(ordered(item))).sort(),
  ]);
  return {
    ...rest,
    ...(Responses && { Responses: Object.fromEntries(sorted) }),
    ...(Attributes && Object.keys(Attributes).length > 0 && { Attributes }),
  };
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, ordered(member)]),
  );
}

describe("memoryTable()", () => {
  it("answers as dynalite does, and holds the same items, whatever is called", async () => {
    const dynalite = new Dynalite("111122223333", "eu-west-1");
    await dynalite.call("CreateTable", definition);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const oracle: Callee = async (operation, input) => {
      try {
        return await dynalite.call(operation, input);
      } catch (error) {
        throw await withOldItem(dynalite, input, error);
      }
    };
    const everything: Call = { operation: "Scan", input: { TableName: tableName } };
    const runs = fc.asyncProperty(calls, async (sequence) => {
      const table = memoryTable(definition);
      const own: Callee = async (operation, input) => table.call(operation, input);
      for (const S of keys) await dynalite.call("DeleteItem", { TableName: tableName, Key: { pk: { S } } });
      for (const each of sequence) {
        if (each.onlyIfThere !== undefined && !table.get(each.onlyIfThere)) continue;
        expect([each, await outcome(own, each)]).toEqual([each, await outcome(oracle, each)]);
        expect(await outcome(own, everything)).toEqual(await outcome(oracle, everything));
      }
    });
    await fc.assert(runs, { numRuns: 100 });
  });
});
