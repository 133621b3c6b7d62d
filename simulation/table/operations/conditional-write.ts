import { attributesOf } from "../answer.ts";
import type { Condition } from "../expression/condition.ts";
import type { Parameters } from "../expression/syntax.ts";
import { choice, type Members } from "../request.ts";
import { tableError } from "../table-error.ts";
import type { Item } from "../value.ts";

/** Members that every write of one item has. */
export const writeMembers = [
  "TableName",
  "ConditionExpression",
  "ExpressionAttributeNames",
  "ExpressionAttributeValues",
  "ReturnValues",
  "ReturnValuesOnConditionCheckFailure",
];

const noAttributes: Item = new Map();

/** Makes a check of what a write asks of the item as it is; @throws {ServiceError} ConditionalCheckFailedException */
export function conditionCheck(
  members: Members,
  condition: Condition | undefined,
  { names, values }: Parameters,
): (item: Item | undefined) => void {
  const answered = choice(members, "ReturnValuesOnConditionCheckFailure", ["NONE", "ALL_OLD"]);
  return (item) => {
    if (!condition || condition.holds({ item: item ?? noAttributes, names, values })) return;
    const fields = item && answered === "ALL_OLD" ? { Item: attributesOf(item) } : {};
    throw tableError("ConditionalCheckFailedException", "The conditional request failed", fields);
  };
}

/** What a write answers: the attributes it was asked for, when there are any. */
export function answerWith(item: Item | undefined): object {
  return item && item.size > 0 ? { Attributes: attributesOf(item) } : {};
}
