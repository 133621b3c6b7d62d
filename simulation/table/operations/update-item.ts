import type { TableDefinition } from "../definition.ts";
import { headOf, stepsOf } from "../expression/document-path.ts";
import { readParameters } from "../expression/parameters.ts";
import { partsOf } from "../expression/projection.ts";
import type { Parameters } from "../expression/syntax.ts";
import type { Update } from "../expression/update.ts";
import { assignedType } from "../expression/update-checks.ts";
import { isTooLarge } from "../item-size.ts";
import { checkIndexKeys, checkIndexKeyType, readKey } from "../key.ts";
import { checkTable, choice, membersOf } from "../request.ts";
import { invalid } from "../table-error.ts";
import type { Item } from "../value.ts";
import { answerWith, conditionCheck, writeMembers } from "./conditional-write.ts";
import { checkNestedKeys } from "./nested-keys.ts";
import type { TableOperation } from "./operation.ts";
import { conditionOf, updateOf } from "./request-expressions.ts";

const supported = [...writeMembers, "Key", "UpdateExpression"];

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html */
export const updateItem: TableOperation = ({ definition, items }, input) => {
  const members = membersOf("UpdateItem", input, supported);
  const answered = choice(members, "ReturnValues", ["NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"]);
  const update = updateOf(members);
  const condition = conditionOf(members, "ConditionExpression");
  const parameters = readParameters(members, [update, condition]);
  const check = conditionCheck(members, condition, parameters);
  checkTable(definition, members);
  const { pk, item: key } = readKey(definition, members["Key"]);
  if (update) checkTargets(definition, update, parameters);
  const before = items.get(pk);
  check(before);
  // What only takes away makes no item where there is none.
  if (!before && update?.onlyTakesAway) return {};
  const after = update ? update.applied({ item: before ?? key, ...parameters }, before !== undefined) : (before ?? key);
  checkIndexKeys(definition, after);
  if (isTooLarge(after)) throw invalid("Item size to update has exceeded the maximum allowed size");
  items.put(pk, after);
  if (answered === "NONE") return {};
  const item = answered.endsWith("OLD") ? before : after;
  return answerWith(answered.startsWith("UPDATED") ? changedParts(item, update, parameters) : item);
};

/** @throws {ServiceError} ValidationException: the update would change the key, or make the key of an index something else */
function checkTargets(definition: TableDefinition, update: Update, parameters: Parameters): void {
  const { hashKey, indexes } = definition;
  for (const action of update.actions) {
    const head = headOf(action.path, parameters);
    if (head === hashKey) {
      const why = `Cannot update attribute ${hashKey}. This attribute is part of the key`;
      throw invalid(`One or more parameter values were invalid: ${why}`);
    }
    for (const index of indexes) {
      for (const key of [index.hashKey, index.rangeKey]) {
        if (head !== key.name || action.path.steps.length > 1) continue;
        checkIndexKeyType(index, key, assignedType(action, parameters.values) ?? key.type);
      }
    }
  }
  checkNestedKeys(definition, update, parameters);
}

function changedParts(item: Item | undefined, update: Update | undefined, parameters: Parameters): Item | undefined {
  const paths = update?.targets.map((path) => stepsOf(path, parameters)) ?? [];
  return item && partsOf(item, paths);
}
