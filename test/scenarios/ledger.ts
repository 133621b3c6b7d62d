import type { AccessRequest } from "#local/authorization/access-request.ts";
import { Authority } from "#local/authorization/authority.ts";
import { type Grant, grantsOf } from "#local/authorization/grant.ts";
import { keyRequests } from "#local/authorization/key-requests.ts";
import { Requests } from "#local/authorization/requests.ts";
import { policiesOf } from "#local/authorization/stack-policies.ts";
import type { Cloud, Observation } from "#local/cloud.ts";

/** Holds all that is asked of AWS in a cloud against the policies of the stack. A call that failed has asked, too. */
export class Ledger {
  readonly grants: readonly Grant[];
  /** Ids of the grants that something took. */
  readonly used = new Set<string>();
  /** What no policy allows. */
  readonly refused = new Set<string>();
  readonly #authority: Authority;
  readonly #requests: Requests;
  readonly #stack: Cloud["stack"];

  constructor(cloud: Pick<Cloud, "stack" | "partition" | "region" | "accountId">) {
    const policies = policiesOf(cloud.stack);
    this.#stack = cloud.stack;
    this.grants = grantsOf(policies);
    this.#authority = new Authority(policies);
    this.#requests = new Requests(cloud.stack, cloud);
  }

  readonly watch = (observation: Observation): void => {
    for (const request of this.#requests.of(observation)) this.ask(request);
  };

  /** Asks for what a request needs, the key of what it asks for included. */
  ask(request: AccessRequest): void {
    for (const one of [request, ...keyRequests(request, this.#stack)]) this.#judge(one);
  }

  #judge(request: AccessRequest): void {
    const verdict = this.#authority.ask(request);
    if (!verdict.allowed) {
      const { principal, action, resource } = request;
      const who = principal.kind === "role" ? principal.arn : principal.name;
      this.refused.add(`${who} may not ${action} on ${resource}: ${verdict.because}`);
    } else for (const id of verdict.grants) this.used.add(id);
  }
}
