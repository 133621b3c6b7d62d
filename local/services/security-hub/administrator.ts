import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { invalidInput } from "./errors.ts";
import type { SecurityHubState } from "./state.ts";

const accountRule = { pattern: /^\d{12}$/ };

/** GetAdministratorAccount: nobody, unless the organization's delegated administrator is another account. */
export function getAdministratorAccount({ world, administrators }: SecurityHubState): Operation {
  return () => {
    const [accountId] = administrators;
    if (accountId === undefined || administrators.has(world.accountId)) return {};
    return { Administrator: { AccountId: accountId, MemberStatus: "Enabled" } };
  };
}

/** ListOrganizationAdminAccounts. Whoever asks here is taken for the organization's management account. */
export function listOrganizationAdminAccounts({ administrators }: SecurityHubState): Operation {
  return (value) => {
    new Input(value, invalidInput).optionalInteger("MaxResults", { min: 1, max: 10 });
    return { AdminAccounts: [...administrators].map((AccountId) => ({ AccountId, Status: "ENABLED" })) };
  };
}

/** EnableOrganizationAdminAccount: there is one at a time. */
export function enableOrganizationAdminAccount({ administrators }: SecurityHubState): Operation {
  return (value) => {
    const accountId = new Input(value, invalidInput).text("AdminAccountId", accountRule);
    administrators.clear();
    administrators.add(accountId);
    return { AdminAccountId: accountId };
  };
}
