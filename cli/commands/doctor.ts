import { SetupFault } from "#domain/errors.ts";
import type { Check, Place, Sight } from "../doctor/check.ts";
import { checks as allChecks } from "../doctor/checks.ts";
import type { DoctorReport, ReportedCheck, ReportedTrouble } from "../doctor/doctor-report.ts";
import { redacted } from "../doctor/redacted.ts";
import type { Shell } from "../doctor/shell.ts";

/** What must stand before anything can be asked. */
const ground = ["region", "credentials"];

/** Runs every check, each as soon as those it needs have ended, and gives one verdict. Changes nothing. Never throws for what a check meets. */
export async function doctor(place: Place, shell: Shell, checks: readonly Check[] = allChecks): Promise<DoctorReport> {
  const running = new Map<string, Promise<ReportedCheck>>();
  for (const check of checks) {
    const needs = check.needs.flatMap((name) => running.get(name) ?? []);
    const examined = Promise.all(needs).then((ended) => examine(check, ended, place, shell));
    running.set(check.name, examined);
  }
  const reported = await Promise.all(running.values());
  const count = (status: ReportedCheck["status"]) => reported.filter((check) => check.status === status).length;
  const isGrounded = reported.every(({ name, status }) => !ground.includes(name) || status === "passed");
  return {
    verdict: !isGrounded ? "unchecked" : count("failed") > 0 ? "unhealthy" : "healthy",
    version: place.version,
    stack: place.stackName,
    region: place.region,
    passed: count("passed"),
    warnings: count("warning"),
    failed: count("failed"),
    skipped: count("skipped"),
    checks: reported,
  };
}

async function examine(
  check: Check,
  needed: readonly ReportedCheck[],
  place: Place,
  shell: Shell,
): Promise<ReportedCheck> {
  const missing = needed.find(({ status }) => status === "failed" || status === "skipped");
  if (missing) return { name: check.name, status: "skipped", says: `needs ${missing.name}`, troubles: [] };
  try {
    return reportOf(check, await check.run(place), shell);
  } catch (error) {
    return unanswered(check, error, place);
  }
}

function reportOf(check: Check, sight: Sight, shell: Shell): ReportedCheck {
  const { name } = check;
  if ("skipped" in sight) return { name, status: "skipped", says: sight.skipped, troubles: [] };
  const troubles = sight.troubles.map((trouble): ReportedTrouble => {
    const { problem, level, region, says } = trouble;
    const remedy = check.fix[problem];
    return {
      problem,
      level,
      region,
      says: redacted(says),
      means: remedy?.means ?? "",
      fix: redacted(remedy?.command(shell, trouble) ?? ""),
    };
  });
  const isFailed = troubles.some(({ level }) => level === "failed");
  const status = isFailed ? "failed" : troubles.length > 0 ? "warning" : "passed";
  const [first] = troubles;
  return { name, status, says: redacted(first?.says ?? sight.says), troubles };
}

/** A check that got no answer: a missing permission of the caller is a warning, anything else has failed. */
function unanswered({ name }: Check, error: unknown, { region }: Place): ReportedCheck {
  const says = redacted(error instanceof Error ? error.message : String(error));
  const isDenied = error instanceof SetupFault;
  const trouble: ReportedTrouble = {
    problem: isDenied ? "denied" : "unanswered",
    level: isDenied ? "warning" : "failed",
    region,
    says,
    means: "This could not be looked at; whether it is in order is not known",
    fix: isDenied ? "ask for the permission that the message names, or run doctor as somebody who has it" : "try again",
  };
  return { name, status: trouble.level, says, troubles: [trouble] };
}
