import type { Access } from "#local/authorization/access.ts";
import { roleKeys } from "#local/authorization/access-request.ts";
import { Authority } from "#local/authorization/authority.ts";
import { grantsOf } from "#local/authorization/grant.ts";
import type { Blueprint } from "../../blueprint.ts";

/** What the functions and the state machine of a stack may do, as its policies say. */
export class Grants {
  readonly #authority: Authority;
  /** Who -> ARN of the role. */
  readonly #roles: ReadonlyMap<string, string>;
  readonly #names: readonly string[];
  /** A few questions are asked again and again. */
  readonly #denials = new Map<string, string | undefined>();

  constructor({ functions, stateMachines, policies }: Pick<Blueprint, "functions" | "stateMachines" | "policies">) {
    this.#authority = new Authority(policies);
    this.#roles = new Map([
      ...functions.map(({ name, roleArn = "" }) => [shortName(name), roleArn] as const),
      ...stateMachines.map(({ roleArn = "" }) => ["workflow", roleArn] as const),
    ]);
    const byRole = new Map([...this.#roles].map(([by, roleArn]) => [roleArn, by]));
    const own = grantsOf(policies.filter(({ kind }) => kind === "identity"));
    this.#names = [...new Set(own.map(({ who, action }) => `${byRole.get(who) ?? who} ${action}`))].sort();
  }

  /** Why IAM would deny it; undefined when it would not. */
  denial(by: string, access: Access): string | undefined {
    const { action, resource, keys } = access;
    if (Object.keys(keys).length > 0) return this.#evaluate(by, access);
    const question = `${by} ${action} ${resource}`;
    const known = this.#denials.get(question);
    if (known !== undefined || this.#denials.has(question)) return known;
    const denial = this.#evaluate(by, access);
    this.#denials.set(question, denial);
    return denial;
  }

  /** Everything that is granted: `<function> <action>`. */
  names(): readonly string[] {
    return this.#names;
  }

  #evaluate(by: string, { action, resource, keys }: Access): string | undefined {
    const arn = this.#roles.get(by) ?? "";
    const principal = { kind: "role", arn } as const;
    const verdict = this.#authority.ask({ principal, action, resource, keys: { ...roleKeys(arn), ...keys } });
    return verdict.allowed ? undefined : verdict.because;
  }
}

/** `Gumshoe-FunctionsstartorjoinFunction3E343A37-…` → `start-or-join`. */
function shortName(name: string): string {
  const short = ["ingest", "start-or-join", "check", "enrich", "sweep"];
  return short.find((one) => name.includes(`Functions${one.replaceAll("-", "")}Function`)) ?? name;
}
