import { remembered } from "../../remembered.ts";
import { isRecord, type JsonRecord } from "../request/record.ts";

/** A send to a queue by an AWS service on behalf of one of its resources. */
export interface PolicyRequest {
  /** `sqs:SendMessage` */
  readonly action: string;
  readonly resource: string;
  /** `events.amazonaws.com` */
  readonly principalService: string;
  readonly sourceArn: string;
}

export type Policy = (request: PolicyRequest) => boolean;

type Statement = { readonly allows: boolean; readonly matches: (request: PolicyRequest) => boolean };

/**
 * Compiles a resource policy as far as it speaks of AWS services: allowed by a statement and denied by none.
 * `undefined` when it is malformed or uses what the local AWS does not evaluate (NotPrincipal, NotAction, NotResource,
 * other condition operators).
 * @see docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const compilePolicy: (text: string) => Policy | undefined = remembered((text) => {
  const document = parsed(text);
  const given = isRecord(document) ? document["Statement"] : undefined;
  const statements = listOf(given).map(compileStatement);
  if (given === undefined || statements.includes(undefined)) return undefined;
  return (request) => {
    const matching = statements.filter((statement) => statement?.matches(request));
    return matching.length > 0 && matching.every((statement) => statement?.allows);
  };
});

const members = new Set(["Sid", "Effect", "Principal", "Action", "Resource", "Condition"]);

function compileStatement(statement: unknown): Statement | undefined {
  if (!isRecord(statement) || !Object.keys(statement).every((name) => members.has(name))) return undefined;
  const { Effect, Principal, Action, Resource, Condition } = statement as Record<string, unknown>;
  const conditions = compileConditions(Condition);
  if ((Effect !== "Allow" && Effect !== "Deny") || !Principal || !Action || !conditions) return undefined;
  const actions = listOf(Action).map((action) => like(String(action).toLowerCase()));
  const resources = listOf(Resource ?? "*").map((resource) => like(String(resource)));
  return {
    allows: Effect === "Allow",
    matches: (request) =>
      principalMatches(Principal, request.principalService) &&
      actions.some((matches) => matches(request.action.toLowerCase())) &&
      resources.some((matches) => matches(request.resource)) &&
      conditions.every((holds) => holds(request)),
  };
}

function principalMatches(principal: unknown, service: string): boolean {
  if (principal === "*") return true;
  if (!isRecord(principal)) return false;
  return listOf(principal["Service"]).includes(service) || listOf(principal["AWS"]).includes("*");
}

type Condition = (request: PolicyRequest) => boolean;

/** The request's value of a condition key; `undefined` when the key is not in the request. */
const keys: Readonly<Record<string, (request: PolicyRequest) => string>> = {
  "aws:sourcearn": ({ sourceArn }) => sourceArn,
  "aws:sourceaccount": ({ sourceArn }) => sourceArn.split(":")[4] ?? "",
  "aws:securetransport": () => "true",
  "aws:principalisawsservice": () => "true",
  "aws:principalservicename": ({ principalService }) => principalService,
};

const exactly = (wanted: string) => (actual: string) => actual === wanted;
const operators: Readonly<Record<string, (wanted: string) => (actual: string) => boolean>> = {
  StringEquals: exactly,
  StringLike: like,
  ArnEquals: like,
  ArnLike: like,
  Bool: (wanted) => (actual) => actual === wanted.toLowerCase(),
};

function compileConditions(given: unknown): Condition[] | undefined {
  if (given === undefined) return [];
  if (!isRecord(given)) return undefined;
  const conditions = Object.entries(given).map(([operator, wanted]) => compileOperator(operator, wanted));
  return conditions.includes(undefined) ? undefined : conditions.flatMap((condition) => condition ?? []);
}

function compileOperator(operator: string, wanted: unknown): Condition[] | undefined {
  const lenient = operator.endsWith("IfExists");
  const name = lenient ? operator.slice(0, -"IfExists".length) : operator;
  const negated = /^(String|Arn)Not/.test(name);
  const test = Object.hasOwn(operators, name.replace("Not", "")) ? operators[name.replace("Not", "")] : undefined;
  if (!test || !isRecord(wanted)) return undefined;
  return Object.entries(wanted as JsonRecord).map(([key, values]) => {
    const tests = listOf(values).map((value) => test(String(value)));
    const read = keys[key.toLowerCase()];
    if (!read) return () => lenient || negated; // not in the request: a negated operator holds then
    return (request) => tests.some((matches) => matches(read(request))) !== negated;
  });
}

function like(glob: string): (text: string) => boolean {
  const source = glob
    .replace(/[\\^$.+()[\]{}|/-]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const regExp = new RegExp(`^${source}$`, "s");
  return (text) => regExp.test(text);
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
