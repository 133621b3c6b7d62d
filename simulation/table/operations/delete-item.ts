import { readParameters } from "../expression/parameters.ts";
import { readKey } from "../key.ts";
import { checkTable, choice, membersOf } from "../request.ts";
import { answerWith, conditionCheck, writeMembers } from "./conditional-write.ts";
import type { TableOperation } from "./operation.ts";
import { conditionOf } from "./request-expressions.ts";

const supported = [...writeMembers, "Key"];

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html */
export const deleteItem: TableOperation = ({ definition, items }, input) => {
  const members = membersOf("DeleteItem", input, supported);
  const answered = choice(members, "ReturnValues", ["NONE", "ALL_OLD"]);
  const condition = conditionOf(members, "ConditionExpression");
  const check = conditionCheck(members, condition, readParameters(members, [condition]));
  checkTable(definition, members);
  const { pk } = readKey(definition, members["Key"]);
  const before = items.get(pk);
  check(before);
  items.remove(pk);
  return answered === "ALL_OLD" ? answerWith(before) : {};
};
