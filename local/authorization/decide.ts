import type { AccessRequest } from "./access-request.ts";
import { addresses, concerns, type Statement } from "./statement.ts";

/** The policies that have a say in a request. */
export interface Policies {
  /** Those of the role that asks; none for a service. */
  readonly identity?: readonly Statement[];
  /** That of the resource. */
  readonly resource?: readonly Statement[];
  /** Whether the resource's policy must let the role in, too: so it is with keys, and with the roles themselves. */
  readonly resourceDecides?: boolean;
}

export type Decision =
  | { readonly allowed: true; readonly by: readonly Statement[] }
  | { readonly allowed: false; readonly because: string };

/**
 * Decides as IAM does within one account: denied by default, an explicit denial wins, and either of the two policies may allow.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html (read 2026-12-01)
 */
export function decide(request: AccessRequest, { identity = [], resource = [], resourceDecides }: Policies): Decision {
  const ofRole = request.principal.kind === "role" ? identity : [];
  const own = ofRole.filter((statement) => concerns(statement, request));
  const others = resource.filter(
    (statement) => addresses(statement, request.principal) && concerns(statement, request),
  );
  if ([...own, ...others].some(({ effect }) => effect === "Deny")) {
    const keys = Object.keys(request.keys).join(", ");
    return { allowed: false, because: `a policy denies it${keys && ` with ${keys}`}` };
  }
  const mine = narrowest(own);
  const byName = narrowest(others.filter((statement) => addresses(statement, request.principal) === "by name"));
  if (byName) return { allowed: true, by: [byName] };
  const byAccount = narrowest(others);
  if (mine && !resourceDecides) return { allowed: true, by: [mine] };
  if (mine && byAccount) return { allowed: true, by: [mine, byAccount] };
  return { allowed: false, because: mine ? "the resource's policy does not allow it" : "no policy allows it" };
}

/** Of several statements that allow a request the one with the most conditions: what is wide is needed for what it alone allows. */
function narrowest(statements: readonly Statement[]): Statement | undefined {
  return [...statements].sort((a, b) => b.conditions.length - a.conditions.length)[0];
}
