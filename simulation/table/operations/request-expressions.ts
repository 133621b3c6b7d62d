import { compiled } from "../expression/compiled.ts";
import type { Condition } from "../expression/condition.ts";
import type { Projection } from "../expression/projection.ts";
import type { Update } from "../expression/update.ts";
import { type Members, optionalText } from "../request.ts";

type ConditionMember = "ConditionExpression" | "FilterExpression" | "KeyConditionExpression";

export function conditionOf(members: Members, member: ConditionMember): Condition | undefined {
  const text = optionalText(members, member);
  return text === undefined ? undefined : compiled[member](text);
}

export function projectionOf(members: Members): Projection | undefined {
  const text = optionalText(members, "ProjectionExpression");
  return text === undefined ? undefined : compiled.ProjectionExpression(text);
}

export function updateOf(members: Members): Update | undefined {
  const text = optionalText(members, "UpdateExpression");
  return text === undefined ? undefined : compiled.UpdateExpression(text);
}
