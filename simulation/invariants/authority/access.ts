import { listAt, objectOf, textAt, valueAt } from "#domain/json.ts";
import type { Blueprint } from "../../blueprint.ts";
import type { Happening } from "../../happening.ts";

/** What a call needs to be allowed. */
export interface Access {
  /** As IAM writes it: `states:StartExecution`. */
  readonly action: string;
  readonly resource: string;
  /** Condition keys that the request bears, blank-separated. */
  readonly keys: string;
}

type Call = Extract<Happening, { readonly kind: "call" }>;

// Where the SDK's client and IAM have different names.
const prefixes: Readonly<Record<string, string>> = { EventBridge: "events", SFN: "states" };
const actions: Readonly<Record<string, string>> = {
  SendMessageBatch: "SendMessage",
  DeleteMessageBatch: "DeleteMessage",
};
/** Fields of an update that a policy can tell apart. */
const findingFields: Readonly<Record<string, readonly string[]>> = {
  Workflow: ["Status"],
  Severity: ["Label", "Normalized", "Product"],
};
const otherFields = ["VerificationState", "Confidence", "Criticality", "Types", "RelatedFindings"];

/** What IAM would be asked about a call: one question for each resource. */
export function accessOf({ service, operation, input }: Call, blueprint: Blueprint): readonly Access[] {
  const action = `${prefixes[service] ?? service.toLowerCase()}:${actions[operation] ?? operation}`;
  const keys = operation === "BatchUpdateFindings" ? fieldKeys(input) : "";
  return resourcesOf(service, operation, input, blueprint).map((resource) => ({ action, resource, keys }));
}

function resourcesOf(service: string, operation: string, input: unknown, { partition, region, accountId }: Blueprint) {
  const arn = (prefix: string, resource: string) => `arn:${partition}:${prefix}:${region}:${accountId}:${resource}`;
  const text = (name: string) => textAt(input, name) ?? "";
  switch (service) {
    case "DynamoDB": {
      const index = textAt(input, "IndexName");
      const tables = textAt(input, "TableName") ?? Object.keys(objectOf(valueAt(input, "RequestItems")) ?? {})[0];
      return [arn("dynamodb", `table/${tables}${index === undefined ? "" : `/index/${index}`}`)];
    }
    case "SQS":
      return [arn("sqs", text("QueueUrl").split("/").at(-1) ?? "")];
    case "SFN":
      return [text("stateMachineArn") || text("executionArn")];
    case "Detective":
      return [operation === "ListGraphs" ? "*" : text("GraphArn")];
    case "SecurityHub":
      return [arn("securityhub", "hub/default")];
    case "EventBridge": {
      const buses = listAt(input, "Entries").map((entry) => textAt(entry, "EventBusName") ?? "default");
      return [...new Set(buses)].map((bus) => arn("events", `event-bus/${bus}`));
    }
    case "IAM":
      return [`arn:${partition}:iam::${accountId}:${iamResource(input)}`];
    default:
      return [text("RoleArn") || "*"];
  }
}

function iamResource(input: unknown): string {
  const [role, user] = [textAt(input, "RoleName"), textAt(input, "UserName")];
  if (role !== undefined) return `role/${role}`;
  return user === undefined ? `instance-profile/${textAt(input, "InstanceProfileName")}` : `user/${user}`;
}

function fieldKeys(input: unknown): string {
  const nested = Object.entries(findingFields).flatMap(([field, members]) =>
    members.filter((member) => valueAt(input, field, member) !== undefined).map((member) => `${field}.${member}`),
  );
  const plain = otherFields.filter((field) => valueAt(input, field) !== undefined);
  return [...nested, ...plain].map((path) => `securityhub:ASFFSyntaxPath/${path}`).join(" ");
}
