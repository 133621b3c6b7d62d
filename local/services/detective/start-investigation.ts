import { principalOf } from "../../behaviour/principal-arn.ts";
import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { accessDenied, invalidRequest, planned } from "./errors.ts";
import type { DetectiveState } from "./state.ts";

const scopeMsMin = 3 * 3_600_000;
const scopeMsMax = 30 * 86_400_000;

/**
 * StartInvestigation. It knows no client token: a call repeated is a second investigation.
 * @see https://docs.aws.amazon.com/detective/latest/userguide/run-investigations.html for the scope of 3 hours to 30 days
 */
export function startInvestigation(state: DetectiveState): Operation {
  const { graphs, investigations, errors } = state;
  return (value, call) => {
    const input = new Input(value, invalidRequest);
    const graphArn = graphs.arnIn(input, call);
    const entityArn = entityIn(input, state);
    const scope = scopeIn(input, state.world.clock.now());
    const error = errors.next("StartInvestigation", entityArn);
    if (error && !error.lost) throw planned(error.name);
    const { id } = investigations.start({ graphArn, entityArn, ...scope });
    if (error) throw planned(error.name);
    return { InvestigationId: id };
  };
}

function entityIn(input: Input, { behaviour }: DetectiveState): string {
  const arn = input.text("EntityArn", { pattern: /^arn:.*/ });
  const principal = principalOf(arn);
  if (!principal) throw invalidRequest(`EntityArn ${arn} is not the ARN of an IAM user or an IAM role`);
  if (behaviour.nonMembers.has(principal.accountId)) {
    throw accessDenied(`Account ${principal.accountId} is not a member of the behavior graph`);
  }
  return arn;
}

function scopeIn(input: Input, nowMs: number): { scopeStartMs: number; scopeEndMs: number } {
  const scopeStartMs = input.instant("ScopeStartTime");
  const scopeEndMs = input.instant("ScopeEndTime");
  const lengthMs = scopeEndMs - scopeStartMs;
  if (lengthMs <= 0) throw invalidRequest("ScopeStartTime must be before ScopeEndTime");
  if (scopeEndMs > nowMs) throw invalidRequest("ScopeEndTime must not be in the future");
  if (lengthMs < scopeMsMin) throw invalidRequest("The scope time must be at least 3 hours");
  if (lengthMs > scopeMsMax) throw invalidRequest("The scope time must be at most 30 days");
  return { scopeStartMs, scopeEndMs };
}
