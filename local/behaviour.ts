import { checkPrincipal } from "./behaviour/principal.ts";
import { Problems } from "./behaviour/problems.ts";
import { checkServiceErrors } from "./behaviour/service-error.ts";
import type { Behaviour, PrincipalBehaviour } from "./behaviour/shape.ts";

export type { Behaviour, PrincipalBehaviour } from "./behaviour/shape.ts";

/** A behaviour file that cannot be used; `problems` holds every one found, each with the path of the offending value. */
export class BehaviourError extends Error {
  override readonly name = "BehaviourError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Cannot use the behaviour file: ${problems.join("; ")}`);
    this.problems = problems;
  }
}

/** A world in which every investigation succeeds, every account is a member and IAM knows nobody. */
export const defaultBehaviour: Behaviour = {
  principals: new Map(),
  nonMembers: new Set(),
  noGraph: new Set(),
  roles: new Map(),
  users: new Map(),
  instanceProfiles: new Map(),
};

/**
 * The behaviour a file's text describes.
 * @throws {BehaviourError} the text is not JSON, or does not describe a behaviour; all problems are listed
 */
export function parseBehaviour(text: string): Behaviour {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new BehaviourError([`not JSON: ${cause instanceof Error ? cause.message : cause}`]);
  }
  return behaviourOf(value);
}

/**
 * The behaviour a JSON value describes.
 * @throws {BehaviourError} listing every problem
 */
export function behaviourOf(value: unknown): Behaviour {
  const problems = new Problems();
  const file = problems.object(value, "", [
    "principals",
    "nonMembers",
    "noGraph",
    "roles",
    "users",
    "instanceProfiles",
    "errors",
  ]);
  const behaviour: Behaviour = {
    principals: principalsOf(file["principals"], problems),
    nonMembers: new Set(problems.texts(file["nonMembers"], "nonMembers", /^\d{12}$/, "an account of 12 digits")),
    noGraph: new Set(problems.texts(file["noGraph"], "noGraph", /^[a-z]{2}(-[a-z]+)+-\d$/, "a Region")),
    roles: arnsOf(file["roles"], "roles", /:iam::\d{12}:role\//, "a role ARN", problems),
    users: arnsOf(file["users"], "users", /:iam::\d{12}:user\//, "a user ARN", problems),
    instanceProfiles: arnsOf(
      file["instanceProfiles"],
      "instanceProfiles",
      /:iam::\d{12}:role\//,
      "a role ARN",
      problems,
    ),
    ...(file["errors"] !== undefined && { errors: checkServiceErrors(file["errors"], problems) }),
  };
  if (problems.found.length > 0) throw new BehaviourError(problems.found);
  return behaviour;
}

function principalsOf(value: unknown, problems: Problems): ReadonlyMap<string, PrincipalBehaviour> {
  const entries = Object.entries(problems.object(value ?? {}, "principals"));
  return new Map(entries.map(([arn, plan]) => [arn, checkPrincipal(arn, plan, problems)]));
}

function arnsOf(
  value: unknown,
  path: string,
  pattern: RegExp,
  wanted: string,
  problems: Problems,
): Map<string, string> {
  const arns = new Map<string, string>();
  for (const [name, arn] of Object.entries(problems.object(value ?? {}, path))) {
    if (typeof arn === "string" && pattern.test(arn)) arns.set(name, arn);
    else problems.add(`${path}.${name}`, arn, wanted);
  }
  return arns;
}
