import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { invalidAccess, invalidInput, resourceConflict, resourceNotFound } from "./errors.ts";
import type { SecurityHubState } from "./state.ts";

/** In which Regions the account uses Security Hub: in every one, until it is turned off. */
export interface Subscription {
  readonly since: Date;
  /** Regions in which it was turned off. */
  readonly off: Set<string>;
}

/** The operations behind the subscription: without one, all but EnableSecurityHub answer InvalidAccessException. */
export function subscribedOnly(
  { world, subscription }: SecurityHubState,
  operations: Readonly<Record<string, Operation>>,
): Readonly<Record<string, Operation>> {
  const guarded = Object.entries(operations).map(([name, operation]): [string, Operation] => [
    name,
    (input, call) => {
      if (name !== "EnableSecurityHub" && subscription.off.has(call.region)) throw invalidAccess(world.accountId);
      return operation(input, call);
    },
  ]);
  return Object.fromEntries(guarded);
}

export function describeHub({ world, subscription }: SecurityHubState): Operation {
  return (value, call) => {
    const hubArn = `arn:${world.partition}:securityhub:${call.region}:${world.accountId}:hub/default`;
    const asked = new Input(value, invalidInput).optionalText("HubArn", { pattern: /\S/ }) ?? hubArn;
    if (asked !== hubArn) throw resourceNotFound(`Hub ${asked} does not exist`);
    return {
      HubArn: hubArn,
      SubscribedAt: subscription.since.toISOString(),
      AutoEnableControls: true,
      ControlFindingGenerator: "SECURITY_CONTROL",
    };
  };
}

export function enableSecurityHub({ subscription }: SecurityHubState): Operation {
  return (_value, call) => {
    if (!subscription.off.delete(call.region)) throw resourceConflict("Account is already subscribed to Security Hub");
    return {};
  };
}

/** DisableSecurityHub. Findings, rules and actions are kept here, whereas AWS deletes them in the end. */
export function disableSecurityHub({ subscription }: SecurityHubState): Operation {
  return (_value, call) => {
    subscription.off.add(call.region);
    return {};
  };
}
