import { readItem } from "../attribute-value.ts";
import { readParameters } from "../expression/parameters.ts";
import { isTooLarge } from "../item-size.ts";
import { keyOfItem, missing } from "../key.ts";
import { checkTable, choice, membersOf } from "../request.ts";
import { invalid } from "../table-error.ts";
import { answerWith, conditionCheck, writeMembers } from "./conditional-write.ts";
import type { TableOperation } from "./operation.ts";
import { conditionOf } from "./request-expressions.ts";

const supported = [...writeMembers, "Item"];

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html */
export const putItem: TableOperation = ({ definition, items }, input) => {
  const members = membersOf("PutItem", input, supported);
  if (members["Item"] === undefined) throw missing("Item");
  const item = readItem(members["Item"], "Item");
  const answered = choice(members, "ReturnValues", ["NONE", "ALL_OLD"]);
  if (isTooLarge(item)) throw invalid("Item size has exceeded the maximum allowed size");
  const condition = conditionOf(members, "ConditionExpression");
  const check = conditionCheck(members, condition, readParameters(members, [condition]));
  checkTable(definition, members);
  const pk = keyOfItem(definition, item);
  const before = items.get(pk);
  check(before);
  items.put(pk, item);
  return answered === "ALL_OLD" ? answerWith(before) : {};
};
