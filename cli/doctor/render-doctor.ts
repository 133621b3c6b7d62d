import type { Paint } from "../paint.ts";
import type { DoctorReport, ReportedCheck, ReportedTrouble } from "./doctor-report.ts";

const marks = { passed: "✓", failed: "✗", warning: "!", skipped: "–" } as const;

/** The report as a list: one line a check, and under it what is wrong, what that means and what mends it. */
export function renderDoctor(report: DoctorReport, paint: Paint): string {
  const width = Math.max(...report.checks.map(({ name }) => name.length));
  const lines = report.checks.flatMap((check) => checkLines(check, width, paint));
  return [...lines, "", verdictLine(report, paint)].join("\n");
}

function checkLines(check: ReportedCheck, width: number, paint: Paint): readonly string[] {
  const colour = colourOf(check.status, paint);
  const name = check.name.padEnd(width);
  const [only, ...others] = check.troubles;
  const says = only && others.length > 0 ? `${check.troubles.length} problems` : check.says;
  const head = `${colour(marks[check.status])} ${name}  ${check.status === "skipped" ? paint.dim(says) : says}`;
  return [head, ...check.troubles.flatMap((trouble) => troubleLines(trouble, others.length > 0, paint))];
}

function troubleLines({ level, says, means, fix }: ReportedTrouble, isOneOfMany: boolean, paint: Paint) {
  const colour = colourOf(level, paint);
  return [
    ...(isOneOfMany ? [`    ${colour(marks[level])} ${says}`] : []),
    `      ${paint.dim(means)}`,
    `      ${paint.cyan(`→ ${fix}`)}`,
  ];
}

function verdictLine({ verdict, passed, warnings, failed, skipped }: DoctorReport, paint: Paint): string {
  const sums = `${passed} passed, ${warnings} to be looked at, ${failed} failed, ${skipped} skipped`;
  if (verdict === "healthy") return `${paint.green("Ready for an incident")}: ${sums}`;
  if (verdict === "unhealthy") return `${paint.red("Not ready")}: ${sums}`;
  return `${paint.red("Nothing could be checked")}: ${sums}`;
}

function colourOf(status: ReportedCheck["status"], paint: Paint) {
  return { passed: paint.green, failed: paint.red, warning: paint.yellow, skipped: paint.dim }[status];
}
