import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecurityHubClient } from "@aws-sdk/client-securityhub";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { clientDefaults } from "#adapters/client-defaults.ts";
import { clock } from "#adapters/clock.ts";
import { envelopeQueue } from "#adapters/envelope-queue.ts";
import { existingFindingsAdapter } from "#adapters/existing-findings.ts";
import { findingRecordsAdapter } from "#adapters/finding-records-dynamodb.ts";
import type { Finding } from "#domain/finding.ts";
import { actionRequest, slimOf } from "#domain/finding-request.ts";
import { textAt } from "#domain/json.ts";
import { reasonInWords } from "#domain/reason.ts";
import { type InvestigateFindingPorts, investigateFinding } from "../commands/investigate-finding.ts";
import { confirmed } from "../confirmation.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { interruptible } from "../interruption.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { shortPrincipal } from "../short-principal.ts";
import { connect, outputOf, type Target } from "../target.ts";
import type { InvestigateOptions } from "./investigate-options.ts";
import { renderFinding } from "./render-investigate.ts";

/** `gumshoe investigate <finding id>`. */
export async function askAboutFinding(id: string, options: InvestigateOptions): Promise<ExitCode> {
  const target = await connect(options);
  const ports = portsOf(target);
  const request = await requestFor(id, options, target, ports);
  const decision = await confirmed(planFor(request.finding, target), options);
  if (decision === "declined") return exitCode.declined;
  if (decision === "dry-run") return exitCode.done;

  const wait = options.wait ?? process.stdout.isTTY === true;
  const report = await interruptible((signal) => investigateFinding(ports, { request, wait, signal }));
  output.report(options.json ? JSON.stringify(report) : renderFinding(report, paintFor(process.stdout)));
  return report.outcome === "parked" ? exitCode.finishedWithFailures : exitCode.done;
}

function portsOf(target: Target): InvestigateFindingPorts {
  const settings = { ...clientDefaults, ...target.client };
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  return {
    findings: existingFindingsAdapter(new SecurityHubClient(settings)),
    records: findingRecordsAdapter(outputOf(target, "TableName"), documents),
    intake: envelopeQueue(outputOf(target, "IntakeQueueUrl"), new SQSClient(settings)),
    clock,
    tell: output.note,
  };
}

/** @throws {Error} Security Hub holds no such finding, more than one, or one that cannot be read */
async function requestFor(
  id: string,
  { product }: InvestigateOptions,
  target: Target,
  { findings }: InvestigateFindingPorts,
) {
  const [stored, ...others] = await findings.named(id, product);
  if (!stored) {
    const where = product === undefined ? "" : ` of product "${product}"`;
    throw new Error(
      `Cannot investigate "${id}": Security Hub in ${target.region} holds no finding of that id${where}; a finding id, or the ARN of an IAM user or role, is wanted`,
    );
  }
  if (others.length > 0) {
    const products = [stored, ...others].map((one) => textAt(one, "ProductArn")).join(", ");
    throw new Error(`Cannot tell which finding "${id}" is meant: ${products} have one, --product says which`);
  }
  const { accountId, region } = target;
  const sender = { accountId, region, at: clock.now(), eventId: randomUUID() };
  const request = actionRequest(stored, outputOf(target, "CustomActionArn"), sender);
  if (request.kind === "unreadable") throw new Error(request.rejection.message);
  if (request.finding.sample) {
    throw new Error(
      `Cannot investigate "${id}": it is a sample, nothing has happened; a finding about something is wanted`,
    );
  }
  return request;
}

function planFor(finding: Finding, { stackName, region }: Target): string {
  const { principals, excluded } = slimOf(finding);
  const names = principals.map(({ arn }) => shortPrincipal(arn)).join(", ");
  const reasons = [...new Set(excluded.map(({ reason }) => reasonInWords(reason)))].join("; ");
  return [
    `Investigate the ${finding.severity} finding "${finding.title || finding.id}" again or for the first time, by "${stackName}" in ${region}`,
    principals.length > 0
      ? `  principals: ${names}`
      : `  it names nobody to investigate (${reasons}): it gets its mark`,
  ].join("\n");
}
