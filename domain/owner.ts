import { accountIdOf } from "./arn.ts";

/** Where a principal lives when its mention does not say. */
export interface Owner {
  readonly partition: string;
  readonly accountId: string;
}

/** The first text that is an account id, else the owner's account. */
export function accountOf(owner: Owner, ...told: readonly (string | undefined)[]): string {
  return told.map(accountIdOf).find((accountId) => accountId !== undefined) ?? owner.accountId;
}
