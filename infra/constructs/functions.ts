import { Stack } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import type { Settings } from "#domain/settings.ts";
import { functionTimeout, NodeFunction } from "./node-function.ts";
import type { Queues } from "./queues.ts";
import { inFlightIndex } from "./store.ts";

export interface FunctionsProps {
  readonly settings: Settings;
  readonly table: Table;
  readonly queues: Queues;
  readonly bus: EventBus;
  readonly key: IKey | undefined;
}

/**
 * Fields of a finding that belong to people: the enricher may not even try to write them.
 * @see docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchupdatefindings.html (read 2026-11-20)
 */
const humanFields = [
  "Workflow.Status",
  "Severity.Label",
  "Severity.Normalized",
  "Severity.Product",
  "VerificationState",
  "Confidence",
  "Criticality",
  "Types",
  "RelatedFindings",
];

/** The five functions, each with its environment and the least it needs. */
export class Functions extends Construct {
  readonly ingest: NodeFunction;
  readonly startOrJoin: NodeFunction;
  readonly check: NodeFunction;
  readonly enrich: NodeFunction;
  readonly sweep: NodeFunction;

  constructor(scope: Construct, id: string, { settings, table, queues, bus, key }: FunctionsProps) {
    super(scope, id);
    const make = (folder: keyof typeof functionTimeout, description: string) =>
      new NodeFunction(this, folder, {
        description,
        timeout: functionTimeout[folder],
        logRetentionDays: settings.logRetentionDays,
        key,
      });
    const runtime = JSON.stringify(runtimeSettings(settings));
    const triage = JSON.stringify({ ...runtimeSettings(settings), ...remitSettings(settings) });

    this.ingest = make("ingest", "Reads finding events and starts one execution for findings that belong together")
      .set("SETTINGS", triage)
      .bindTable(table, ["dynamodb:BatchGetItem", "dynamodb:UpdateItem"])
      .set("INTAKE_QUEUE_URL", queues.intake.queueUrl)
      .bindSend("DEAD_LETTER_QUEUE_URL", queues.deadLetters);
    this.startOrJoin = make("start-or-join", "Joins, adopts or starts the Detective investigations of a group")
      .set("SETTINGS", runtime)
      .bindTable(table, ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"])
      .allow(["detective:ListGraphs"], ["*"])
      .allowOnGraphs(["detective:StartInvestigation", "detective:GetInvestigation", "detective:ListInvestigations"])
      .allow(["iam:GetRole"], [this.#iamArn("role")])
      .allow(["iam:GetUser"], [this.#iamArn("user")]);
    this.check = make("check", "Looks at running investigations and reads the evidence of finished ones")
      .bindTable(table, ["dynamodb:GetItem", "dynamodb:UpdateItem"])
      .allowOnGraphs(["detective:GetInvestigation", "detective:ListIndicators"]);
    this.enrich = make("enrich", "Writes the evidence to the findings and parks what cannot be written")
      .set("SETTINGS", runtime)
      .bindTable(table, ["dynamodb:BatchGetItem", "dynamodb:UpdateItem"])
      .bindSend("INTAKE_QUEUE_URL", queues.intake)
      .bindSend("DEAD_LETTER_QUEUE_URL", queues.deadLetters)
      .bindBus(bus)
      .allow(["securityhub:GetFindings", "securityhub:BatchUpdateFindings"], [this.#hubArn()]);
    for (const field of humanFields) {
      this.enrich.denyWhenPresent("securityhub:BatchUpdateFindings", `securityhub:ASFFSyntaxPath/${field}`);
    }
    this.sweep = make("sweep", "Puts back findings whose execution ended without telling")
      .bindTable(table, ["dynamodb:BatchGetItem", "dynamodb:UpdateItem"])
      .allow(["dynamodb:Query"], [table.tableArn, `${table.tableArn}/index/${inFlightIndex}`])
      .bindSend("INTAKE_QUEUE_URL", queues.intake);
    this.#allowOptional(settings);
  }

  #allowOptional(settings: Settings) {
    if (settings.attachedRoles) this.ingest.allow(["iam:GetInstanceProfile"], [this.#iamArn("instance-profile")]);
    if (settings.memberRoleName) {
      const role = `arn:${Stack.of(this).partition}:iam::*:role/${settings.memberRoleName}`;
      this.startOrJoin.allow(["sts:AssumeRole"], [role]);
      if (settings.attachedRoles) this.ingest.allow(["sts:AssumeRole"], [role]);
    }
  }

  #iamArn(resource: string) {
    return Stack.of(this).formatArn({ service: "iam", region: "", resource, resourceName: "*" });
  }

  /** The hub of this Region: findings of linked Regions are read and written here. */
  #hubArn() {
    return Stack.of(this).formatArn({ service: "securityhub", resource: "hub", resourceName: "default" });
  }
}

/** The part of the settings that the functions read; the rest shapes the stack. */
function runtimeSettings({ attachedRoles, joinToleranceMinutes, notePolicy, maxAttempts, memberRoleName }: Settings) {
  return { attachedRoles, joinToleranceMinutes, notePolicy, maxAttempts, ...(memberRoleName && { memberRoleName }) };
}

/** Whose findings are wanted, as far as that differs from everybody's: the environment of a function has 4 KB. */
function remitSettings({ allowedRegions, allowedAccounts, deniedAccounts }: Settings) {
  const remit = { allowedRegions, allowedAccounts, deniedAccounts };
  return Object.fromEntries(Object.entries(remit).filter(([, wanted]) => wanted.length > 0));
}
