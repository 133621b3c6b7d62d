import { Stack } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { Settings } from "#domain/settings.ts";
import { functionTimeout, NodeFunction } from "./node-function.ts";
import type { Queues } from "./queues.ts";
import { readingReports, writingReports } from "./reports.ts";
import { inFlightIndex } from "./store.ts";

export interface FunctionsProps {
  readonly settings: Settings;
  readonly table: Table;
  readonly queues: Queues;
  readonly bus: EventBus;
  /** None: the settings want no reports. */
  readonly reports: Bucket | undefined;
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
].map((field) => `securityhub:ASFFSyntaxPath/${field}`);

/**
 * The same action updates findings of the newer format, which nothing here does.
 * @see docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindingsV2.html (read 2026-12-01)
 */
const newerFields = ["SeverityId", "StatusId", "Comment"].map((field) => `securityhub:OCSFSyntaxPath/${field}`);

/** The five functions, each with its environment and the least it needs. */
export class Functions extends Construct {
  readonly ingest: NodeFunction;
  readonly startOrJoin: NodeFunction;
  readonly check: NodeFunction;
  readonly enrich: NodeFunction;
  readonly sweep: NodeFunction;

  constructor(scope: Construct, id: string, { settings, table, queues, bus, reports, key }: FunctionsProps) {
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
      .bindTable(
        table,
        ["dynamodb:BatchGetItem", "dynamodb:UpdateItem"],
        "reads the finding records and notes what is on its way",
      )
      .set("INTAKE_QUEUE_URL", queues.intake.queueUrl)
      .bindSend("DEAD_LETTER_QUEUE_URL", queues.deadLetters, "rejects messages, with the reason");
    this.startOrJoin = make("start-or-join", "Joins, adopts or starts the Detective investigations of a group")
      .set("SETTINGS", runtime)
      .bindTable(
        table,
        ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
        "claims a principal, so that one investigation is started",
      )
      .allow(["detective:ListGraphs"], ["*"], "finds the graph of the finding's Region")
      .allowOnGraphs(
        ["detective:StartInvestigation", "detective:GetInvestigation", "detective:ListInvestigations"],
        "adopts or starts an investigation, in the finding's Region",
      )
      .allow(["iam:GetRole"], [this.#iamArn("role")], "completes the ARN of a role that is named without its path")
      .allow(["iam:GetUser"], [this.#iamArn("user")], "completes the ARN of a user that is named without its path");
    this.check = make("check", "Looks at running investigations and reads the evidence of finished ones")
      .bindTable(table, ["dynamodb:GetItem", "dynamodb:UpdateItem"], "takes a turn to read findings")
      .bindReports(reports, writingReports, "writes the report of an investigation")
      .allowOnGraphs(
        ["detective:GetInvestigation", "detective:ListIndicators"],
        "looks at an investigation and reads its evidence",
      );
    this.enrich = make("enrich", "Writes the evidence to the findings and parks what cannot be written")
      .set("SETTINGS", runtime)
      .bindTable(table, ["dynamodb:BatchGetItem", "dynamodb:UpdateItem"], "keeps the finding records")
      .bindSend("INTAKE_QUEUE_URL", queues.intake, "sends back findings that came too late for their group")
      .bindSend("DEAD_LETTER_QUEUE_URL", queues.deadLetters, "parks what cannot be written")
      .bindBus(bus, "tells what became of a finding")
      .bindReports(reports, readingReports, "reads all that an investigation found, to tell of it")
      .allow(
        ["securityhub:GetFindings", "securityhub:BatchUpdateFindings"],
        [this.#hubArn()],
        "writes the evidence to the finding, merged with what is there",
      );
    for (const field of [...humanFields, ...newerFields]) {
      this.enrich.denyWhenPresent("securityhub:BatchUpdateFindings", field);
    }
    this.sweep = make("sweep", "Puts back findings whose execution ended without telling")
      .bindTable(
        table,
        ["dynamodb:BatchGetItem", "dynamodb:UpdateItem"],
        "reads and mends the records of forgotten findings",
      )
      .allow(["dynamodb:Query"], [`${table.tableArn}/index/${inFlightIndex}`], "finds what is on its way for too long")
      .bindSend("INTAKE_QUEUE_URL", queues.intake, "puts back what was forgotten");
    this.#allowOptional(settings);
  }

  #allowOptional(settings: Settings) {
    if (settings.attachedRoles)
      this.ingest.allow(
        ["iam:GetInstanceProfile"],
        [this.#iamArn("instance-profile")],
        "finds the role of an instance",
      );
    if (settings.memberRoleName) {
      const role = `arn:${Stack.of(this).partition}:iam::*:role/${settings.memberRoleName}`;
      this.startOrJoin.allow(["sts:AssumeRole"], [role], "completes ARNs of member accounts");
      if (settings.attachedRoles)
        this.ingest.allow(["sts:AssumeRole"], [role], "finds the roles of instances of member accounts");
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
