import { isRecord } from "../services/request/record.ts";
import type { AccessRequest, Principal } from "./access-request.ts";
import { type Condition, readConditions } from "./condition.ts";
import { actionGlob, type Glob, glob } from "./glob.ts";

/** One statement of a policy. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** Whom a resource policy speaks of: type -> who. Absent in the policies of a role. */
  readonly principals?: Readonly<Record<string, readonly string[]>>;
  readonly actions: Listed;
  readonly resources: Listed;
  readonly conditions: readonly Condition[];
}

/** What a statement lists, or what it lists the exceptions of (`NotAction`, `NotResource`). */
export interface Listed {
  readonly globs: readonly Glob[];
  readonly except: boolean;
}

const members = new Set([
  ...["Sid", "Effect", "Principal", "Condition"],
  ...["Action", "NotAction", "Resource", "NotResource"],
]);

/**
 * Reads a policy document.
 * @throws {TypeError} it is malformed, or holds what is not supported: NotPrincipal, policy variables, other condition operators
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html (read 2026-12-01)
 */
export function readPolicy(document: unknown): readonly Statement[] {
  const given = isRecord(document) ? document["Statement"] : undefined;
  if (given === undefined) throw new TypeError("Cannot read a policy: it has no Statement");
  return [given].flat().map(readStatement);
}

function readStatement(given: unknown): Statement {
  if (!isRecord(given)) throw new TypeError("Cannot read a policy: a statement is no object");
  const unknown = Object.keys(given).find((name) => !members.has(name));
  if (unknown !== undefined) throw new TypeError(`Cannot read a policy: "${unknown}" is not supported`);
  const { Effect: effect, Principal: principal, Condition } = given as Record<string, unknown>;
  if (effect !== "Allow" && effect !== "Deny") throw new TypeError(`Cannot read a policy: Effect is "${effect}"`);
  return {
    effect,
    ...(principal !== undefined && { principals: readPrincipals(principal) }),
    actions: listed(given, "Action", actionGlob),
    resources: listed({ ...(given["NotResource"] === undefined && { Resource: "*" }), ...given }, "Resource", glob),
    conditions: readConditions(Condition),
  };
}

function listed(given: Readonly<Record<string, unknown>>, name: string, read: (text: string) => Glob): Listed {
  const [wanted, unwanted] = [given[name], given[`Not${name}`]];
  if ((wanted === undefined) === (unwanted === undefined))
    throw new TypeError(`Cannot read a policy: a statement has one of ${name} and Not${name}`);
  const globs = [wanted ?? unwanted].flat().map((text) => read(String(text)));
  return { globs, except: wanted === undefined };
}

function readPrincipals(principal: unknown): Readonly<Record<string, readonly string[]>> {
  if (principal === "*") return { AWS: ["*"] };
  if (!isRecord(principal)) throw new TypeError("Cannot read a policy: Principal is no object");
  return Object.fromEntries(Object.entries(principal).map(([type, who]) => [type, [who].flat().map(String)]));
}

/** Whether the statement speaks of what is asked, whoever asks. */
export function concerns({ actions, resources, conditions }: Statement, request: AccessRequest): boolean {
  return (
    lists(actions, request.action) &&
    lists(resources, request.resource) &&
    conditions.every((holds) => holds(request.keys))
  );
}

const lists = ({ globs, except }: Listed, text: string): boolean => globs.some((one) => one.matches(text)) !== except;

/**
 * Whether a statement of a resource policy speaks of who asks: by name, or of the account that the role is in, whose own policies
 * then decide.
 */
export function addresses({ principals = {} }: Statement, who: Principal): "by name" | "by account" | undefined {
  if (principals["AWS"]?.includes("*")) return "by name";
  if (who.kind === "service") return principals["Service"]?.includes(who.name) ? "by name" : undefined;
  if (principals["AWS"]?.includes(who.arn)) return "by name";
  const [arn, partition, , , account = ""] = who.arn.split(":");
  const root = `${arn}:${partition}:iam::${account}:root`;
  return principals["AWS"]?.some((one) => one === root || one === account) ? "by account" : undefined;
}
