import { clock } from "#adapters/clock.ts";
import { dayMs } from "#domain/instant.ts";
import { principalRequest } from "#domain/principal-request.ts";
import { reasonInWords } from "#domain/reason.ts";
import { parseTimeSpan } from "#domain/time-span.ts";
import { investigatePrincipal } from "../commands/investigate-principal.ts";
import { confirmed } from "../confirmation.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { interruptible } from "../interruption.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { shortPrincipal } from "../short-principal.ts";
import { connect, outputOf } from "../target.ts";
import { inquiry } from "./inquiry.ts";
import type { InvestigateOptions } from "./investigate-options.ts";
import type { PrincipalReport } from "./principal-report.ts";
import { renderPrincipal } from "./render-investigate.ts";

/** `gumshoe investigate <principal ARN>`. */
export async function askAboutPrincipal(asked: string, options: InvestigateOptions): Promise<ExitCode> {
  const target = await connect(options);
  const now = clock.now();
  const region = options.detectiveRegion ?? target.region;
  const since = now - (parseTimeSpan(options.since) ?? 7 * dayMs);
  const request = principalRequest(asked, region, { since, now });
  if (request.kind === "not-investigable") {
    const { reason } = request;
    return tell({ kind: "principal", asked, outcome: request.kind, reason, message: reasonInWords(reason) }, options);
  }
  const { principal } = request;
  const plan =
    `Investigate ${shortPrincipal(principal.arn)} of account ${principal.accountId} with Amazon Detective in ${region}, ` +
    `for the last ${options.since} and a day before it; one that covers this and has just been started is joined`;
  const decision = await confirmed(plan, options);
  if (decision === "declined") return exitCode.declined;
  if (decision === "dry-run") return exitCode.done;

  const ports = { ...inquiry(outputOf(target, "TableName"), target.client, clock), clock, tell: output.note };
  const wait = options.wait ?? process.stdout.isTTY === true;
  return tell(
    await interruptible((signal) => investigatePrincipal(ports, { asked, principal, wait, signal })),
    options,
  );
}

function tell(report: PrincipalReport, { json }: InvestigateOptions): ExitCode {
  output.report(json ? JSON.stringify(report) : renderPrincipal(report, paintFor(process.stdout)));
  const isPartial = report.outcome === "investigated" && !report.complete;
  const isBad = isPartial || report.outcome === "failed" || report.outcome === "timed-out";
  return isBad ? exitCode.finishedWithFailures : exitCode.done;
}
