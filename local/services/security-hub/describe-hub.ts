import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { invalidInput, resourceNotFound } from "./errors.ts";
import type { SecurityHubState } from "./state.ts";

/** DescribeHub: Security Hub is enabled in every Region. */
export function describeHub({ world, subscribedAtMs }: SecurityHubState): Operation {
  return (value, call) => {
    const hubArn = `arn:${world.partition}:securityhub:${call.region}:${world.accountId}:hub/default`;
    const asked = new Input(value, invalidInput).optionalText("HubArn", { pattern: /\S/ }) ?? hubArn;
    if (asked !== hubArn) throw resourceNotFound(`Hub ${asked} does not exist`);
    return {
      HubArn: hubArn,
      SubscribedAt: new Date(subscribedAtMs).toISOString(),
      AutoEnableControls: true,
      ControlFindingGenerator: "SECURITY_CONTROL",
    };
  };
}
