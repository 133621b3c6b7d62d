import { Template } from "aws-cdk-lib/assertions";
import { statementsIn, whoIn } from "#local/authorization/grant.ts";
import { policiesOf } from "#local/authorization/stack-policies.ts";
import { conditionText } from "./condition-text.ts";
import { stackWith } from "./explained-grants.ts";
import { logicalIdIn } from "./named-grants.ts";
import { readableParts } from "./readable-parts.ts";

interface Denial {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

/** What the stack denies: who, may not, on, when. Denials that differ only in their condition share a row. */
export function denialRows(): readonly (readonly string[])[] {
  const rows = new Map<string, string[]>();
  for (const policy of policiesOf({ parts: readableParts(Template.fromStack(stackWith({})).toJSON()) })) {
    for (const statement of statementsIn(policy.document) as readonly Denial[]) {
      if (statement.Effect !== "Deny") continue;
      const who = whoIn(policy, statement).map((one) => (one === "*" ? "everybody" : `\`${logicalIdIn(one)}\``));
      const [actions, resources] = [statement.Action, statement.Resource].map((listed) => [listed].flat());
      const cells = [
        who.join(", "),
        (actions ?? []).map((action) => `\`${action}\``).join(", "),
        (resources ?? []).map((one) => (one === "*" ? "everything" : `\`${logicalIdIn(one)}\``)).join(", "),
      ];
      const row = JSON.stringify(cells);
      rows.set(row, [...(rows.get(row) ?? []), ...conditionText(statement.Condition)]);
    }
  }
  return [...rows].map(([cells, conditions]) => [...(JSON.parse(cells) as string[]), conditions.join(", or ")]);
}
