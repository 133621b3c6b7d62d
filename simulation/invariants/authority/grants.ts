import { objectOf, valueAt } from "#domain/json.ts";
import type { Blueprint } from "../../blueprint.ts";
import type { Access } from "./access.ts";

/** One statement of a policy. */
interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Operator -> condition key -> wanted values. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** What the functions and the state machine of a stack may do, as its policies say: identity-based ones, on action, resource and `Null`. */
export class Grants {
  readonly #statements: ReadonlyMap<string, readonly Statement[]>;
  /** A few questions are asked again and again. */
  readonly #denials = new Map<string, string | undefined>();

  constructor({ functions, stateMachines, policies }: Pick<Blueprint, "functions" | "stateMachines" | "policies">) {
    const statementsOf = (roleArn: string | undefined) => {
      const roleName = roleArn?.split("/").at(-1) ?? "";
      return policies.filter(({ roleNames }) => roleNames.includes(roleName)).flatMap(({ document }) => read(document));
    };
    this.#statements = new Map([
      ...functions.map(({ name, roleArn }) => [shortName(name), statementsOf(roleArn)] as const),
      ...stateMachines.map(({ roleArn }) => ["workflow", statementsOf(roleArn)] as const),
    ]);
  }

  /** Why IAM would deny it; undefined when it would not. */
  denial(by: string, access: Access): string | undefined {
    const { action, resource, keys } = access;
    const question = `${by} ${action} ${resource} ${keys}`;
    const known = this.#denials.get(question);
    if (known !== undefined || this.#denials.has(question)) return known;
    const denial = this.#evaluate(by, access);
    this.#denials.set(question, denial);
    return denial;
  }

  /** Everything that is granted: `<function> <action>`. */
  names(): readonly string[] {
    const names = [...this.#statements].flatMap(([by, statements]) =>
      statements
        .filter(({ effect }) => effect === "Allow")
        .flatMap(({ actions }) => actions.map((one) => `${by} ${one}`)),
    );
    return [...new Set(names)].sort();
  }

  #evaluate(by: string, { action, resource, keys }: Access): string | undefined {
    const borne = new Set(keys.split(" "));
    const applying = (this.#statements.get(by) ?? []).filter(
      ({ actions, resources, conditions }) =>
        actions.some((pattern) => matches(pattern, action)) &&
        resources.some((pattern) => matches(pattern, resource)) &&
        holds(conditions, borne),
    );
    if (applying.some(({ effect }) => effect === "Deny")) return `a policy denies it, for ${keys || "any request"}`;
    return applying.length > 0 ? undefined : "no policy allows it";
  }
}

/** `Gumshoe-FunctionsstartorjoinFunction3E343A37-…` → `start-or-join`. */
function shortName(name: string): string {
  const short = ["ingest", "start-or-join", "check", "enrich", "sweep"];
  return short.find((one) => name.includes(`Functions${one.replaceAll("-", "")}Function`)) ?? name;
}

function read(document: unknown): readonly Statement[] {
  return [valueAt(document, "Statement")].flat().map((statement) => ({
    effect: valueAt(statement, "Effect") === "Deny" ? "Deny" : "Allow",
    actions: [valueAt(statement, "Action")].flat().map(String),
    resources: [valueAt(statement, "Resource")].flat().map(String),
    conditions: objectOf(valueAt(statement, "Condition")) ?? {},
  }));
}

function holds(conditions: Statement["conditions"], borne: ReadonlySet<string>): boolean {
  return Object.entries(conditions).every(([operator, wanted]) => {
    if (operator !== "Null")
      throw new Error(`Cannot judge a policy: condition operator "${operator}" is not supported`);
    return Object.entries(objectOf(wanted) ?? {}).every(
      ([key, value]) => borne.has(key) === (String(value) === "false"),
    );
  });
}

function matches(pattern: string, text: string): boolean {
  if (pattern === "*" || pattern === text) return true;
  if (!/[*?]/.test(pattern)) return false;
  const escaped = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${escaped}$`, "s").test(text);
}
