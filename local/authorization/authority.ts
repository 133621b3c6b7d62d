import type { AccessRequest } from "./access-request.ts";
import { type Decision, decide } from "./decide.ts";
import { grantId, statementsIn, whoIn } from "./grant.ts";
import type { AttachedPolicy } from "./stack-policies.ts";
import { addresses, readPolicy, type Statement } from "./statement.ts";

interface Place {
  readonly policy: AttachedPolicy;
  readonly statement: number;
}

/** What the policies of a stack say to a request. */
export type Verdict =
  /** `grants` are the ids of those that it took. */
  { readonly allowed: true; readonly grants: readonly string[] } | Extract<Decision, { readonly allowed: false }>;

/** The policies of a stack, ready to be asked. */
export class Authority {
  readonly #byHolder = new Map<string, readonly Statement[]>();
  readonly #places = new Map<Statement, Place>();

  /** @throws {TypeError} a policy holds what is not supported */
  constructor(policies: readonly AttachedPolicy[]) {
    for (const policy of policies) {
      const statements = readPolicy(policy.document);
      statements.forEach((statement, index) => void this.#places.set(statement, { policy, statement: index }));
      const holder = holderOf(policy.kind, policy.of);
      this.#byHolder.set(holder, [...(this.#byHolder.get(holder) ?? []), ...statements]);
    }
  }

  ask(request: AccessRequest): Verdict {
    const { principal, action, resource } = request;
    const trust = action === "sts:AssumeRole" ? this.#byHolder.get(holderOf("trust", resource)) : undefined;
    const decision = decide(request, {
      ...(principal.kind === "role" && { identity: this.#of("identity", principal.arn) }),
      resource: trust ?? this.#of("resource", guarded(resource)),
      resourceDecides: trust !== undefined || resource.split(":")[2] === "kms",
    });
    if (!decision.allowed) return decision;
    return { allowed: true, grants: decision.by.map((statement) => this.#grantOf(statement, request)) };
  }

  #of(kind: AttachedPolicy["kind"], of: string): readonly Statement[] {
    return this.#byHolder.get(holderOf(kind, of)) ?? [];
  }

  #grantOf(statement: Statement, { principal, action, resource }: AccessRequest): string {
    const place = this.#places.get(statement);
    if (!place) throw new TypeError("Cannot name a grant: its statement is in no policy");
    const who = whoIn(place.policy, statementsIn(place.policy.document)[place.statement]);
    const alone = (one: string) => addresses({ ...statement, principals: { AWS: [one], Service: [one] } }, principal);
    return grantId(place.policy, {
      statement: place.statement,
      who: place.policy.kind === "identity" ? 0 : who.findIndex(alone),
      action: statement.actions.globs.findIndex(({ matches }) => matches(action)),
      resource: statement.resources.globs.findIndex(({ matches }) => matches(resource)),
    });
  }
}

/** Whose policy speaks of a resource: of objects that of their bucket. */
const guarded = (arn: string): string => (arn.split(":")[2] === "s3" ? arn.replace(/\/.*$/s, "") : arn);

const holderOf = (kind: AttachedPolicy["kind"], arn: string): string => `${kind} ${arn}`;
