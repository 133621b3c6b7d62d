import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { openCursor, pageAt, sealCursor } from "../request/page.ts";
import { invalidInput, resourceConflict, resourceNotFound } from "./errors.ts";
import type { SecurityHubState } from "./state.ts";

/** A custom action. */
export interface ActionTarget {
  readonly ActionTargetArn: string;
  readonly Name: string;
  readonly Description: string;
}

/** @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_CreateActionTarget.html */
export function createActionTarget({ world, actionTargets }: SecurityHubState): Operation {
  return (value, call) => {
    const input = new Input(value, invalidInput);
    const id = input.text("Id", { min: 1, max: 20, pattern: /^[a-zA-Z0-9]+$/ });
    const target: ActionTarget = {
      ActionTargetArn: `arn:${world.partition}:securityhub:${call.region}:${world.accountId}:action/custom/${id}`,
      Name: input.text("Name", { max: 20, pattern: /\S/ }),
      Description: input.text("Description", { pattern: /\S/ }),
    };
    if (actionTargets.has(target.ActionTargetArn)) throw resourceConflict(`Action target ${id} already exists`);
    actionTargets.set(target.ActionTargetArn, target);
    return { ActionTargetArn: target.ActionTargetArn };
  };
}

/** DescribeActionTargets: those asked for, or all of the Region. */
export function describeActionTargets({ actionTargets }: SecurityHubState): Operation {
  return (value, call) => {
    const input = new Input(value, invalidInput);
    const arns = input.optionalTexts("ActionTargetArns", {}, { pattern: /\S/ }) ?? [];
    const size = input.optionalInteger("MaxResults", { min: 1, max: 100 }) ?? 100;
    const unknown = arns.find((arn) => !actionTargets.has(arn));
    if (unknown) throw resourceNotFound(`Action target ${unknown} does not exist`);
    const inRegion = [...actionTargets.values()].filter(
      ({ ActionTargetArn }) => ActionTargetArn.split(":")[3] === call.region,
    );
    const wanted = arns.length > 0 ? arns.flatMap((arn) => actionTargets.get(arn) ?? []) : inRegion;
    const scope = `DescribeActionTargets ${call.region} ${arns.join(" ")}`;
    const token = input.optionalText("NextToken");
    const cursor = token === undefined ? { offset: 0 } : openCursor(token, scope);
    if (!cursor) throw input.fault("Member is not a token of this listing", "NextToken");
    const { items, nextOffset } = pageAt(wanted, cursor.offset, size);
    return {
      ActionTargets: items,
      ...(nextOffset === undefined
        ? {}
        : { NextToken: sealCursor({ offset: nextOffset, issuedAtMs: 0, mark: 0 }, scope) }),
    };
  };
}

export function deleteActionTarget({ actionTargets }: SecurityHubState): Operation {
  return (value) => {
    const arn = new Input(value, invalidInput).text("ActionTargetArn", { pattern: /\S/ });
    if (!actionTargets.delete(arn)) throw resourceNotFound(`Action target ${arn} does not exist`);
    return { ActionTargetArn: arn };
  };
}
