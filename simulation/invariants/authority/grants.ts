import type { Access } from "#local/authorization/access.ts";
import { roleKeys } from "#local/authorization/access-request.ts";
import { decide } from "#local/authorization/decide.ts";
import { readPolicy, type Statement } from "#local/authorization/statement.ts";
import type { Blueprint } from "../../blueprint.ts";

interface Role {
  readonly arn: string;
  readonly statements: readonly Statement[];
}

/** What the functions and the state machine of a stack may do, as the policies of their roles say. */
export class Grants {
  readonly #roles: ReadonlyMap<string, Role>;
  /** A few questions are asked again and again. */
  readonly #denials = new Map<string, string | undefined>();

  constructor({ functions, stateMachines, policies }: Pick<Blueprint, "functions" | "stateMachines" | "policies">) {
    const roleOf = (arn = ""): Role => {
      const own = policies.filter(({ kind, of }) => kind === "identity" && of === arn);
      return { arn, statements: own.flatMap(({ document }) => readPolicy(document)) };
    };
    this.#roles = new Map([
      ...functions.map(({ name, roleArn }) => [shortName(name), roleOf(roleArn)] as const),
      ...stateMachines.map(({ roleArn }) => ["workflow", roleOf(roleArn)] as const),
    ]);
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
    const names = [...this.#roles].flatMap(([by, { statements }]) =>
      statements
        .filter(({ effect }) => effect === "Allow")
        .flatMap(({ actions }) => actions.globs.map(({ text }) => `${by} ${text}`)),
    );
    return [...new Set(names)].sort();
  }

  #evaluate(by: string, { action, resource, keys }: Access): string | undefined {
    const { arn, statements } = this.#roles.get(by) ?? { arn: "", statements: [] };
    const principal = { kind: "role", arn } as const;
    const decision = decide(
      { principal, action, resource, keys: { ...roleKeys(arn), ...keys } },
      { identity: statements },
    );
    return decision.allowed ? undefined : decision.because;
  }
}

/** `Gumshoe-FunctionsstartorjoinFunction3E343A37-…` → `start-or-join`. */
function shortName(name: string): string {
  const short = ["ingest", "start-or-join", "check", "enrich", "sweep"];
  return short.find((one) => name.includes(`Functions${one.replaceAll("-", "")}Function`)) ?? name;
}
