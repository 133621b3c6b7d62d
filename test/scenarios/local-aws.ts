import { expect, onTestFinished } from "vitest";
import { behaviourOf } from "#local/behaviour.ts";
import { type Cloud, type CloudOptions, type Observation, startCloud } from "#local/cloud.ts";
import { Ledger } from "./ledger.ts";

export const accountId = "111122223333";
export const region = "eu-west-1";
export const product = `arn:aws:securityhub:${region}:${accountId}:product/${accountId}/default`;
export const noon = Date.UTC(2026, 10, 20, 12, 0, 0);

/**
 * The product's stack on a local AWS at noon of 20 November 2026, with everything that happens written down. Whatever the test tells: it
 * fails when anything is asked of AWS that the policies of the stack do not allow.
 */
export async function localAws(
  behaviour: object = {},
  assembly = "cdk.out",
  place: Partial<Pick<CloudOptions, "smtp" | "accountId" | "region" | "partition" | "outside">> = {},
): Promise<Cloud & { readonly seen: readonly Observation[]; readonly ledger: Ledger }> {
  const cloud = await startCloud({
    assembly,
    accountId,
    region,
    startAtMs: noon,
    behaviour: behaviourOf(behaviour),
    ...place,
  });
  onTestFinished(() => cloud.close());
  const seen: Observation[] = [];
  cloud.observe((observation) => seen.push(observation));
  const ledger = new Ledger(cloud);
  cloud.observe(ledger.watch);
  onTestFinished(() => expect([...ledger.refused]).toEqual([]));
  return Object.assign(cloud, { seen, ledger });
}

export const roleArn = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;

/** A finding of a product of one's own that names roles; last active five minutes before noon. */
export function aFinding(id: string, roles: readonly string[], over: object = {}): Readonly<Record<string, unknown>> {
  return {
    SchemaVersion: "2018-10-08",
    Id: id,
    ProductArn: product,
    Region: region,
    GeneratorId: "decoys",
    AwsAccountId: accountId,
    Types: ["Unusual Behaviors/User"],
    FirstObservedAt: "2026-11-20T11:40:00.000Z",
    LastObservedAt: "2026-11-20T11:55:00.000Z",
    CreatedAt: "2026-11-20T11:56:00.000Z",
    UpdatedAt: "2026-11-20T11:56:00.000Z",
    Severity: { Label: "HIGH" },
    Title: "A decoy was touched",
    Description: "Nobody has a reason to do that.",
    Resources: roles.map((name) => ({ Type: "AwsIamRole", Id: roleArn(name), Partition: "aws", Region: region })),
    Workflow: { Status: "NEW" },
    RecordState: "ACTIVE",
    ...over,
  };
}

const envelope = {
  version: "0",
  id: "e",
  source: "aws.securityhub",
  account: accountId,
  time: "2026-11-20T12:00:00Z",
  region,
};

/** The event that Security Hub sends for each import and each update of a finding. */
export function importedEvent(finding: object): object {
  const detailType = "Security Hub Findings - Imported";
  return { ...envelope, "detail-type": detailType, resources: [], detail: { findings: [finding] } };
}

/** The event of somebody who sends a finding with the custom action *Investigate*. */
export function customActionEvent(cloud: Cloud, finding: object): object {
  return {
    ...envelope,
    "detail-type": "Security Hub Findings - Custom Action",
    resources: [cloud.outputs["CustomActionArn"]],
    detail: { actionName: "Investigate", actionDescription: "", findings: [finding] },
  };
}

/** The finding as Security Hub holds it. */
export function stored(cloud: Cloud, id: string, productArn = product): Readonly<Record<string, unknown>> {
  const finding = cloud.services.SecurityHub.finding(productArn, id);
  if (!finding) throw new Error(`Security Hub holds no finding "${id}"`);
  return finding;
}

export function fieldsOf(cloud: Cloud, id: string): Readonly<Record<string, string>> {
  return (stored(cloud, id)["UserDefinedFields"] ?? {}) as Readonly<Record<string, string>>;
}

/** Bodies of the messages in the dead-letter queue. */
export function deadLetters(cloud: Cloud): readonly { readonly [key: string]: unknown }[] {
  return cloud.services.SQS.peek(queueArn(cloud, "DeadLetter")).map(({ body }) => JSON.parse(body));
}

/** ARN of the intake or the dead-letter queue. */
export function queueArn(cloud: Cloud, which: "Intake" | "DeadLetter"): string {
  const name = cloud.outputs[`${which}QueueUrl`]?.split("/").at(-1);
  return `arn:${cloud.partition}:sqs:${cloud.region}:${cloud.accountId}:${name}`;
}

/** Calls an operation of a simulated service as an operator would. */
export async function call(cloud: Cloud, service: keyof Cloud["services"], operation: string, input: object) {
  const run = cloud.services[service].operations[operation];
  if (!run) throw new Error(`${service} has no ${operation}`);
  return (await run(input, { region, accountId })) as Readonly<Record<string, unknown>>;
}
