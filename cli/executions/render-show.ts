import Table from "cli-table3";
import type { Step } from "#domain/execution-step.ts";
import type { GroupProgress, GroupStory } from "#domain/execution-story.ts";
import type { PrincipalResult } from "#domain/group-result.ts";
import { reportLink } from "#domain/report-link.ts";
import { cleanText } from "#domain/text.ts";
import type { ExecutionReport } from "../commands/show-execution.ts";
import { shortPrincipal } from "../short-principal.ts";
import { bareTable, fitted, type Look, lengthText, many, timeText } from "./look.ts";
import { outcomeText, statusText } from "./status-text.ts";

const findingsToldMax = 5;

/** An execution as a person wants to read it: the groups of findings, and under each its states in time. */
export function renderExecution(report: ExecutionReport, look: Look): string {
  const { story, others, link } = report;
  const { paint } = look;
  return [
    ...head(report, look),
    ...story.groups.flatMap((group, index) => ["", ...groupLines(group, index, story.groups.length, look)]),
    ...(story.steps.length > 0 ? ["", paint.bold("The execution as a whole"), steps(story.steps, look)] : []),
    "",
    ...tail(report, look),
    ...(others.length > 0 ? [`Other executions of the finding: ${others.join(", ")}`] : []),
    ...(link === undefined ? [] : [paint.dim(link)]),
  ].join("\n");
}

function head({ execution, story }: ExecutionReport, { paint }: Look): readonly string[] {
  const { name, startedAt, seconds, outcome, error, cause } = execution;
  const ending = [error, cause].filter((text) => text !== undefined).join(": ");
  return [
    `${paint.bold(name)}  ${statusText(execution, paint)}`,
    `started ${timeText(startedAt)} UTC · ${lengthText(seconds * 1_000)} · ${many(story.events, "event")}` +
      story.redrivenAt.map((at) => ` · redriven ${timeText(at)}`).join(""),
    ...(outcome ? [outcomeText(outcome, paint)] : []),
    ...(ending ? [paint.red(ending)] : []),
  ];
}

const progressText: Readonly<Record<GroupProgress, string>> = {
  "not-begun": "not begun",
  "under-way": "under way",
  done: "done",
  failed: "failed",
  stopped: "stopped because another group failed",
};

function groupLines(group: GroupStory, index: number, count: number, look: Look): readonly string[] {
  const { paint, columns } = look;
  const { findings, principals, progress, outcome } = group;
  const told = outcome ? outcomeText(outcome, paint) : progressColour(progress, paint)(progressText[progress]);
  const line = (text: string) => fitted(cleanText(text, 300), columns - 2);
  const hidden = findings.length - findingsToldMax;
  return [
    `${paint.bold(`Group ${index + 1} of ${count}`)}  ${told}`,
    ...findings.slice(0, findingsToldMax).map(({ id, title, severity }) => `  ${line(`${severity}  ${title || id}`)}`),
    ...(hidden > 0 ? [`  … and ${many(hidden, "more finding")}`] : []),
    ...principals.flatMap((principal) => principalLines(principal, look)),
    ...(group.steps.length > 0 ? [steps(group.steps, look)] : []),
  ];
}

function progressColour(progress: GroupProgress, paint: Look["paint"]): (text: string) => string {
  if (progress === "done") return paint.green;
  return progress === "failed" ? paint.red : paint.cyan;
}

function principalLines(principal: PrincipalResult, { paint, columns }: Look): readonly string[] {
  const { arn, kind, how, region, investigationId, severity, reason } = principal;
  const what = [kind === "start" ? "waits to be started" : kind.replace("-", " "), how, severity, reason];
  const told = what.filter((text) => text !== undefined).join(", ");
  const link = region && investigationId ? reportLink({ arn, region, investigationId }) : undefined;
  return [
    `  ${fitted(cleanText(`${shortPrincipal(arn)}: ${told}`, 300), columns - 2)}`,
    ...(link === undefined ? [] : [paint.dim(`    ${link}`)]),
  ];
}

/** A line for each state: when it was entered first, how long it took in all, and what went wrong. */
function steps(list: readonly Step[], { paint, columns }: Look): string {
  const [entered, took, stays] = [10, 15, 9];
  const flexible = Math.max(columns, 80) - entered - took - stays - 5;
  const drawn = new Table({
    colWidths: [entered, Math.floor(flexible * 0.5), took, stays, Math.ceil(flexible * 0.5)],
    ...bareTable,
    wordWrap: true,
  });
  const last = list.length - 1;
  for (const [at, step] of list.entries()) {
    const branch = `${at === last ? "└" : "├"}─${"──".repeat(step.depth)} `;
    drawn.push([
      paint.dim(step.enteredAt.slice(11, 19)),
      `${paint.dim(branch)}${step.state}`,
      step.leftAt === undefined ? paint.cyan(`${lengthText(step.ms)} …`) : lengthText(step.ms),
      step.stays > 1 ? `× ${step.stays}` : "",
      trouble(step, paint),
    ]);
  }
  return drawn.toString().replace(/ +$/gm, "");
}

function trouble({ failures, retries, caught }: Step, paint: Look["paint"]): string {
  if (failures.length === 0) return "";
  const told = failures.map(
    ({ error, count, cause }) => `${paint.red(error)}${count > 1 ? ` × ${count}` : ""}: ${cause}`,
  );
  const after = [
    ...(retries > 0 ? [retries === 1 ? "1 retry" : `${retries} retries`] : []),
    ...(caught > 0 ? [caught === 1 ? "caught" : `${caught} × caught`] : []),
  ];
  return [...told, ...(after.length > 0 ? [paint.dim(after.join(", "))] : [])].join("\n");
}

function tail({ execution, notRedrivable }: ExecutionReport, { paint }: Look): readonly string[] {
  if (execution.status === "RUNNING" || execution.status === "SUCCEEDED") return [];
  if (notRedrivable !== undefined)
    return [`It cannot be redriven: ${notRedrivable}. gumshoe dlq replay brings its findings back`];
  return [`${paint.bold("gumshoe executions redrive")} ${execution.name}`];
}
