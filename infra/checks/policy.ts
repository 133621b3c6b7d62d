import { isLike } from "#domain/iam-pattern.ts";
import { listIn, objectIn } from "./resource.ts";

/** A call that an AWS service makes for one of our resources. */
export interface ServiceCall {
  /** `events.amazonaws.com` */
  readonly service: string;
  /** `kms:Decrypt` */
  readonly action: string;
  /** What it tells of itself: condition keys, lower case. A key with several values has one value in several spellings. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** Whether a resource policy lets a service make a call. An operator or a condition key that is not known here never holds. */
export function allows(policy: unknown, call: ServiceCall): boolean {
  const matching = listIn(policy as Statement, "Statement").filter((statement) =>
    applies(statement as Statement, call),
  );
  const effects = matching.map((statement) => (statement as Statement)["Effect"]);
  return effects.includes("Allow") && !effects.includes("Deny");
}

type Statement = Readonly<Record<string, unknown>>;

function applies(statement: Statement, { service, action, context }: ServiceCall): boolean {
  const conditions = Object.entries(objectIn(statement, "Condition"));
  return (
    listIn(objectIn(statement, "Principal"), "Service").includes(service) &&
    listIn(statement, "Action").some((pattern) => isLike(action, String(pattern))) &&
    conditions.every(([operator, wanted]) => holds(operator, wanted as Statement, context))
  );
}

function holds(operator: string, wanted: Statement, context: ServiceCall["context"]): boolean {
  const exact = operator === "StringEquals" || operator === "ArnEquals";
  if (!exact && operator !== "StringLike" && operator !== "ArnLike") return false;
  return Object.keys(wanted).every((key) =>
    listIn(wanted, key).some((pattern) =>
      (context[key.toLowerCase()] ?? []).some((value) => (exact ? pattern === value : isLike(value, String(pattern)))),
    ),
  );
}
