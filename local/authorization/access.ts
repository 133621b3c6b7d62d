import { isRecord, memberOf } from "../services/request/record.ts";
import { secretArn } from "../services/secrets-manager/secrets.ts";
import type { ConditionKeys } from "./access-request.ts";
import { s3AccessesOf } from "./s3-access.ts";

/** What a call needs to be allowed. */
export interface Access {
  /** As IAM writes it: `states:StartExecution`. */
  readonly action: string;
  readonly resource: string;
  /** Keys that the operation itself brings with it. */
  readonly keys: ConditionKeys;
}

/** A call as a client of the SDK makes it. */
export interface ApiCall {
  /** The SDK client's name without "Client". */
  readonly service: string;
  readonly operation: string;
  readonly input?: unknown;
  /** The error's name, when the call failed. */
  readonly error?: string;
}

/** Where a call is served. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

// Where the SDK's client and IAM have different names.
const prefixes: Readonly<Record<string, string>> = { EventBridge: "events", SFN: "states" };
const actions: Readonly<Record<string, string>> = {
  Invoke: "InvokeFunction",
  SendMessageBatch: "SendMessage",
  DeleteMessageBatch: "DeleteMessage",
  ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
  BatchUpdateFindingsV2: "BatchUpdateFindings",
};
const noKeys: ConditionKeys = {};

/**
 * What IAM is asked about a call: one question for each resource.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/ (read 2026-12-01)
 */
export function accessesOf(call: ApiCall, place: Place): readonly Access[] {
  const { service, operation, input } = call;
  if (service === "S3") return s3AccessesOf(call, place.partition);
  const action = `${prefixes[service] ?? service.toLowerCase()}:${actions[operation] ?? operation}`;
  const keys = service === "SecurityHub" ? findingKeys(operation, input) : secretKeys(service, input);
  return resourcesOf(service, operation, input, place).map((resource) => ({ action, resource, keys }));
}

function resourcesOf(service: string, operation: string, input: unknown, { partition, region, accountId }: Place) {
  const arn = (prefix: string, resource: string) => `arn:${partition}:${prefix}:${region}:${accountId}:${resource}`;
  const text = (name: string) => textIn(input, name) ?? "";
  switch (service) {
    case "DynamoDB":
      return tablesOf(input).map((table) => arn("dynamodb", `table/${table}`));
    case "SQS":
      return [arn("sqs", text("QueueUrl").split("/").at(-1) ?? "")];
    case "SNS":
      return [text("TopicArn") || text("TargetArn") || "*"];
    case "SecretsManager":
      return [secretOf(text("SecretId") || text("Name"), { partition, region, accountId })];
    case "SFN":
      return [text("stateMachineArn") || text("executionArn")];
    case "Lambda":
      return [
        text("FunctionName").startsWith("arn:")
          ? text("FunctionName")
          : arn("lambda", `function:${text("FunctionName")}`),
      ];
    case "Detective":
      return [operation === "ListGraphs" ? "*" : text("GraphArn")];
    case "GuardDuty":
      return [text("DetectorId") === "" ? "*" : arn("guardduty", `detector/${text("DetectorId")}`)];
    case "SecurityHub":
      return [arn("securityhub", "hub/default")];
    case "EventBridge": {
      const buses = [memberOf(input, "Entries") ?? []]
        .flat()
        .map((entry) => textIn(entry, "EventBusName") ?? "default");
      return [...new Set(buses)].map((bus) => arn("events", `event-bus/${bus}`));
    }
    case "IAM":
      return [`arn:${partition}:iam::${accountId}:${iamResource(input)}`];
    default:
      return [text("RoleArn") || "*"];
  }
}

function secretOf(id: string, place: Place): string {
  return id.startsWith("arn:") ? id : secretArn(place.partition, place, id);
}

/** The label by which a secret's value is asked for. */
function secretKeys(service: string, input: unknown): ConditionKeys {
  const stage = service === "SecretsManager" ? textIn(input, "VersionStage") : undefined;
  return stage === undefined ? noKeys : { "secretsmanager:VersionStage": stage };
}

/** An index is a resource of its own: the table need not be granted with it. */
function tablesOf(input: unknown): readonly string[] {
  const [table, index] = [textIn(input, "TableName"), textIn(input, "IndexName")];
  if (table !== undefined) return [index === undefined ? table : `${table}/index/${index}`];
  return Object.keys(memberOf(input, "RequestItems") ?? {});
}

function iamResource(input: unknown): string {
  const [role, user] = [textIn(input, "RoleName"), textIn(input, "UserName")];
  if (role !== undefined) return `role/${role}`;
  return user === undefined ? `instance-profile/${textIn(input, "InstanceProfileName")}` : `user/${user}`;
}

/**
 * The fields of an update, which a policy can tell apart: leaves, but for lists, which are one field.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchupdatefindings.html (read 2026-12-01)
 */
function findingKeys(operation: string, input: unknown): ConditionKeys {
  if (!operation.startsWith("BatchUpdateFindings") || !isRecord(input)) return noKeys;
  const syntax = operation.endsWith("V2") ? "OCSF" : "ASFF";
  const fields = Object.entries(input).filter(([name]) => !/Identifiers$|Uids$/.test(name));
  const leaves = fields.flatMap(([name, value]) => leavesOf(name, value));
  return Object.fromEntries(leaves.map(([path, value]) => [`securityhub:${syntax}SyntaxPath/${path}`, value]));
}

function leavesOf(name: string, value: unknown): readonly (readonly [path: string, values: readonly string[]])[] {
  if (value === undefined) return [];
  if (!isRecord(value)) return [[name, [value].flat().map(String)]];
  if (name !== "UserDefinedFields")
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(`${name}.${key}`, inner));
  return [
    [`${name}.key`, Object.keys(value)],
    [`${name}.value`, Object.values(value).map(String)],
  ];
}

function textIn(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === "string" ? member : undefined;
}
