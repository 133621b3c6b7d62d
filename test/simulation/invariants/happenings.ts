import type { Happening } from "#simulation/happening.ts";
import { marshalled } from "#simulation/table/marshall.ts";
import {
  type AWorld,
  accountId,
  deadLetterUrl,
  executionArn,
  intakeRule,
  intakeUrl,
  minuteMs,
  productArn,
  startAtMs,
  tableName,
} from "./a-world.ts";

type Plain = Readonly<Record<string, unknown>>;
type Of<K extends Happening["kind"]> = Extract<Happening, { readonly kind: K }>;

export const iso = (atMs: number) => new Date(atMs).toISOString();
export const roleArn = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;
export const identityOf = (name: string) => `aws/${accountId}/role/${name}`;

const [firstActivityAt, lastActivityAt] = [iso(startAtMs - 60 * minuteMs), iso(startAtMs - 10 * minuteMs)];

/** A finding as Security Hub holds it: `f1`, armed, about the role `deploy`. */
export const anAsff = (over: Plain = {}): Plain => ({
  Id: "f1",
  ProductArn: productArn,
  AwsAccountId: accountId,
  FirstObservedAt: firstActivityAt,
  LastObservedAt: lastActivityAt,
  UpdatedAt: iso(startAtMs),
  Resources: [{ Type: "AwsIamRole", Id: roleArn("deploy") }],
  UserDefinedFields: { investigate: "true" },
  ...over,
});

export const anEvent = (findings: readonly Plain[] = [anAsff()], detailType = "Imported"): Plain => ({
  id: "event",
  source: "aws.securityhub",
  "detail-type": `Security Hub Findings - ${detailType}`,
  detail: { findings },
});

/** The same finding as the product carries it. */
export const aSlim = (over: Plain = {}): Plain => ({
  id: "f1",
  productArn,
  version: iso(startAtMs),
  region: "eu-west-1",
  principals: [aPrincipal()],
  firstActivityAt,
  lastActivityAt,
  attempt: 0,
  ...over,
});

/** The role `deploy` on its way through the state machine. */
export const aPrincipal = (over: Plain = {}): Plain => ({
  arn: roleArn("deploy"),
  identity: identityOf("deploy"),
  region: "eu-west-1",
  ...over,
});

export const anInput = (findings: readonly Plain[] = [aSlim()]) =>
  JSON.stringify({ v: 1, groups: [{ principals: [aPrincipal()], findings }] });

export const aCall = (by: string, service: string, operation: string, over: Partial<Of<"call">> = {}): Of<"call"> => ({
  kind: "call",
  by,
  requestId: by,
  service,
  operation,
  input: {},
  output: {},
  heard: true,
  ...over,
});

/** A call that a service refused. */
export function refused(by: string, service: string, operation: string, error: string, over: Partial<Of<"call">> = {}) {
  const { output: _none, ...call } = aCall(by, service, operation, { error, ...over });
  return call;
}

/** An invocation begins; unless said, its request id is the function's name. */
export const begins = (name: string, input: unknown, requestId = name): Happening => ({
  kind: "invocation",
  function: name,
  requestId,
  phase: "begins",
  input,
});

export const ends = (name: string, over: Partial<Of<"invocation">> = {}): Happening => ({
  kind: "invocation",
  function: name,
  requestId: name,
  phase: "ends",
  ...over,
});

export const fails = (name: string, errorType: string, over: Partial<Of<"invocation">> = {}): Happening =>
  ends(name, { failure: { errorType, errorMessage: "" }, ...over });

export const runs = (input = anInput(), arn = executionArn): Happening => ({
  kind: "execution",
  executionArn: arn,
  name: arn.split(":").at(-1) ?? "",
  status: "RUNNING",
  input,
});

export const execution = (status: string, over: Partial<Of<"execution">> = {}): Happening => ({
  kind: "execution",
  executionArn,
  name: "one",
  status,
  input: anInput(),
  ...over,
});

export const anEventPasses = (event: Plain, rules: readonly string[] = [intakeRule]): Happening => ({
  kind: "event",
  id: "event",
  detailType: String(event["detail-type"]),
  rules,
  event,
});

/** Puts a message into the intake queue; it is told of by itself. */
export const send = ({ cloud }: AWorld, body: unknown) =>
  cloud.call("SQS", "SendMessage", { QueueUrl: intakeUrl, MessageBody: textOf(body) });

export const park = ({ cloud }: AWorld, body: unknown) =>
  cloud.call("SQS", "SendMessage", { QueueUrl: deadLetterUrl, MessageBody: textOf(body) });

const textOf = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));

/** A dead letter about the finding. */
export const aLetter = (over: Plain = {}): Plain => ({
  v: 1,
  kind: "replay",
  attempt: 0,
  reason: { code: "investigation-failed", message: "Cannot investigate 1 principal", state: "Enrich findings" },
  parkedAt: iso(startAtMs),
  executionArn,
  finding: aSlim(),
  ...over,
});

/** What a record says when the finding is written. */
export const aSettlement = (over: Plain = {}): Plain => ({
  version: iso(startAtMs),
  outcome: "enriched",
  principals: [identityOf("deploy")],
  coveredUntil: startAtMs - 5 * minuteMs,
  executionArn,
  ...over,
});

/** Puts a finding record into the table, and answers the product's call that would have done so. */
export function record({ cloud }: AWorld, over: Plain = {}, by = "enrich"): Of<"call"> {
  const item = { pk: "finding#f1", productArn, id: "f1", settled: aSettlement(), ...over };
  cloud.table.call("PutItem", { TableName: tableName, Item: marshalled(item, { removeUndefinedValues: true }) });
  const input = { Key: { pk: { S: item.pk } }, ExpressionAttributeValues: { ":settled": {} } };
  return aCall(by, "DynamoDB", "UpdateItem", { input });
}

/** Forgets the finding record. */
export const forget = ({ cloud }: AWorld) =>
  cloud.table.call("DeleteItem", { TableName: tableName, Key: { pk: { S: "finding#f1" } } });

const identifier = { Id: "f1", ProductArn: productArn };

/** `enrich` is shown the finding. */
export const reads = (over: Plain = {}, requestId = "enrich"): Happening =>
  aCall("enrich", "SecurityHub", "GetFindings", { requestId, output: { Findings: [{ ...identifier, ...over }] } });

/** `enrich` writes on the finding. */
export const writes = (over: Plain = {}, requestId = "enrich"): Happening => {
  const input = { FindingIdentifiers: [identifier], ...over };
  return aCall("enrich", "SecurityHub", "BatchUpdateFindings", {
    requestId,
    input,
    output: { ProcessedFindings: [identifier] },
  });
};

/** What `enrich` is asked for. */
export const anEnrichment = (over: Plain = {}): Plain => ({
  executionArn,
  findings: [aSlim()],
  principals: [aPrincipal({ kind: "investigated" })],
  ...over,
});
