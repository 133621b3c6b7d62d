import { S3Client } from "@aws-sdk/client-s3";
import { SecurityHubClient } from "@aws-sdk/client-securityhub";
import { Command, Option } from "commander";
import { clientDefaults } from "#adapters/client-defaults.ts";
import { clock } from "#adapters/clock.ts";
import { detectiveAdapter } from "#adapters/detective.ts";
import { detectiveClients } from "#adapters/detective-clients.ts";
import { existingFindingsAdapter } from "#adapters/existing-findings.ts";
import { investigatedPrincipal } from "#adapters/investigated-principal.ts";
import { reportsAdapter } from "#adapters/reports-s3.ts";
import { Settings } from "#domain/settings.ts";
import { findReports, type ReportPorts } from "../commands/report.ts";
import { jsonOf } from "../doctor/regions.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type Manual, withManual } from "../help.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { connect, type Target, type TargetOptions, targetOptions } from "../target.ts";
import { openPage } from "./open-page.ts";
import { type ReportAnswer, renderReport } from "./render-report.ts";
import { type PageFormat, pageFormats, writePages } from "./write-pages.ts";

interface ReportOptions extends TargetOptions {
  readonly product?: string;
  readonly detectiveRegion?: string;
  readonly out: string;
  readonly format?: PageFormat;
  readonly open?: true;
  readonly json?: true;
}

const manual: Manual = {
  about: [
    "The report says how grave it is, how it happened, where, what to do now, and all of the evidence: one HTML page without anything that runs or a request, and the same as Markdown. The pipeline keeps one of every investigation in its bucket; where there is none, it is made of what Detective holds now. Nothing is changed in AWS.",
    "An investigation is looked for in the Region of the stack and in its linked Regions; those of a finding in the finding's own Region.",
  ],
  examples: [
    { command: "gumshoe report 000000000000000000042 --open", does: "of one investigation, shown in the browser" },
    {
      command: "gumshoe report 1ab2c3d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d --out reports",
      does: "of every investigation that this finding names, into a folder",
    },
    { command: "gumshoe report 000000000000000000042 --format json --json", does: "the evidence, for machines" },
  ],
  exitCodes: {
    0: "done",
    1: "could not start, or there is no such investigation",
    2: "not all of the evidence could be read, or one of several reports is missing",
  },
  seeAlso: ["docs/report.md", "gumshoe investigate"],
};

/** `gumshoe report`. */
export function reportCommand(done: (code: ExitCode) => void): Command {
  const command = new Command("report")
    .description("write the report of an investigation as a page and as Markdown")
    .argument(
      "<investigation-id | finding-id>",
      "number of an investigation; id or ARN of a finding that Security Hub holds",
    )
    .option("--out <dir>", "folder to write to; it is made where it is not there", ".")
    .addOption(
      new Option("--format <format>", "write only this (default: html and markdown)").choices([...pageFormats]),
    )
    .option("--open", "show the page in the browser")
    .option("--product <arn>", "of a finding: its product, where two have a finding of that id")
    .option("--detective-region <name>", "of an investigation: Region of its behavior graph")
    .option("--json", "print what was written as one JSON object")
    .action(async (subject: string, options: ReportOptions) => done(await report(subject, options)));
  for (const option of targetOptions) command.addOption(option);
  return withManual(command, manual);
}

async function report(subject: string, options: ReportOptions): Promise<ExitCode> {
  const { product, detectiveRegion, format, out, open, json } = options;
  const formats: readonly PageFormat[] = format ? [format] : ["html", "markdown"];
  if (open && !formats.includes("html")) {
    throw new Error(`Cannot open a report as ${format}: --open shows the page, --format html is wanted or none`);
  }
  const target = await connect(options);
  const regions = detectiveRegion === undefined ? regionsOf(target) : [detectiveRegion];
  const { found, missing } = await findReports(portsOf(target), { subject, regions, ...(product && { product }) });
  const reports: ReportAnswer["reports"][number][] = [];
  for (const { report: one, from } of found) {
    const { investigationId, region, principal, severity = "NONE", complete } = one;
    const files = await writePages(one, out, formats);
    reports.push({ investigationId, region, principalArn: principal.arn, severity, complete, from, files });
  }
  const answer: ReportAnswer = { asked: subject, reports, missing };
  output.report(json ? JSON.stringify(answer) : renderReport(answer, paintFor(process.stdout)));
  const [page] = reports[0]?.files ?? [];
  if (open && page && !(await openPage(page))) output.note(`Cannot open ${page}: this machine has no program for that`);
  const isWhole = missing.length === 0 && reports.every(({ complete }) => complete);
  return isWhole ? exitCode.done : exitCode.finishedWithFailures;
}

/** The Region of the stack, then those that its settings link to it. */
function regionsOf({ region, outputs }: Target): readonly string[] {
  const linked = Settings.shape.linkedRegions.safeParse(jsonOf(outputs["LinkedRegions"]));
  return [...new Set([region, ...(linked.success ? linked.data : [])])];
}

function portsOf({ client, outputs, accountId }: Target): ReportPorts {
  const settings = { ...clientDefaults, ...client };
  const clients = detectiveClients(client);
  const bucket = outputs["ReportsBucketName"];
  return {
    findings: existingFindingsAdapter(new SecurityHubClient(settings)),
    ...(bucket !== undefined && { reports: reportsAdapter(bucket, new S3Client(settings)) }),
    detective: detectiveAdapter(clients),
    principalOf: investigatedPrincipal(clients),
    clock,
    accountId,
    tell: output.note,
  };
}
