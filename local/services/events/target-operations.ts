import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import type { EventBuses } from "./event-buses.ts";
import { eventsError, invalid } from "./events-error.ts";
import { listPage } from "./listing.ts";
import { readTarget } from "./rule.ts";
import { requireRule } from "./rule-operations.ts";

// @see docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
const targetsMax = 5;

/** PutTargets, ListTargetsByRule, RemoveTargets. */
export function targetOperations(buses: EventBuses): Readonly<Record<string, Operation>> {
  return {
    PutTargets: (given, call) => {
      const input = new Input(given, invalid);
      const { rule } = requireRule(buses, input, call, "Rule");
      const targets = input.list("Targets", { min: 1, max: 100 }).map(readTarget);
      const ids = new Set([...rule.targets.keys(), ...targets.map(({ id }) => id)]);
      if (ids.size > targetsMax) {
        throw eventsError("LimitExceededException", "The requested resource exceeds the maximum number allowed.");
      }
      for (const target of targets) rule.targets.set(target.id, target);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    ListTargetsByRule: (given, call) => {
      const input = new Input(given, invalid);
      const { rule } = requireRule(buses, input, call, "Rule");
      const { page, NextToken } = listPage([...rule.targets.values()], input, `ListTargetsByRule ${rule.arn}`);
      return { Targets: page.map((target) => target.given), NextToken };
    },
    RemoveTargets: (given, call) => {
      const input = new Input(given, invalid);
      const { rule } = requireRule(buses, input, call, "Rule");
      const FailedEntries = (input.optionalTexts("Ids", { min: 1, max: 100 }) ?? []).flatMap((id) =>
        rule.targets.delete(id)
          ? []
          : [{ TargetId: id, ErrorCode: "ResourceNotFoundException", ErrorMessage: `Target ${id} does not exist.` }],
      );
      return { FailedEntryCount: FailedEntries.length, FailedEntries };
    },
  };
}
