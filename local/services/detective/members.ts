import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { invalidRequest } from "./errors.ts";
import type { DetectiveState } from "./state.ts";

/** ListMembers: every account is a member, so the simulated graph cannot list them all: it lists none. */
export function listMembers({ graphs }: DetectiveState): Operation {
  return (value, call) => {
    const input = new Input(value, invalidRequest);
    graphs.arnIn(input, call);
    input.optionalInteger("MaxResults", { min: 1, max: 200 });
    if (input.optionalText("NextToken") !== undefined) throw invalidRequest("Invalid NextToken");
    return { MemberDetails: [] };
  };
}

/** GetMembers: an account asked for is an enabled member, unless the behaviour says that it is none. */
export function getMembers({ graphs, behaviour, world }: DetectiveState): Operation {
  return (value, call) => {
    const input = new Input(value, invalidRequest);
    const graphArn = graphs.arnIn(input, call);
    const ids = input.optionalTexts("AccountIds", { min: 1, max: 50 }, { pattern: /^\d{12}$/ });
    if (!ids) throw input.fault("Member must not be null", "AccountIds");
    const members = ids.filter((id) => !behaviour.nonMembers.has(id));
    const strangers = ids.filter((id) => behaviour.nonMembers.has(id));
    return {
      MemberDetails: members.map((id) => ({
        AccountId: id,
        EmailAddress: `${id}@example.com`,
        GraphArn: graphArn,
        AdministratorId: world.accountId,
        Status: "ENABLED",
        InvitationType: "ORGANIZATION",
      })),
      UnprocessedAccounts: strangers.map((id) => ({ AccountId: id, Reason: "Account is not a member of this graph" })),
    };
  };
}

/** ListInvitations: the account administers its own graphs and is a member of none. */
export function listInvitations(): Operation {
  return (value) => {
    const input = new Input(value, invalidRequest);
    input.optionalInteger("MaxResults", { min: 1, max: 200 });
    if (input.optionalText("NextToken") !== undefined) throw invalidRequest("Invalid NextToken");
    return { Invitations: [] };
  };
}
