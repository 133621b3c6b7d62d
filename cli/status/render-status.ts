import { cleanText } from "#domain/text.ts";
import { lengthText, many, timeText } from "../executions/look.ts";
import type { Paint } from "../paint.ts";
import {
  type AlarmStatus,
  type DeadLetterStatus,
  type IntakeStatus,
  isUnread,
  type LastError,
  type OutletStatus,
  type RecentStatus,
  type StatusReport,
  type Unread,
} from "./status-report.ts";

interface Look {
  readonly paint: Paint;
  readonly columns: number;
}

const reasonsMax = 8;
const labelWidth = 14;

/** One screen. */
export function renderStatus(report: StatusReport, look: Look): string {
  const { paint } = look;
  const lines = [
    `${paint.bold(report.stack)}  ${paint.dim(`${timeText(report.at)} UTC`)}`,
    "",
    ...part("intake", report.intake, intakeLines, look),
    ...part("last 24 h", report.recent, recentLines, look),
    ...part("dead letters", report.deadLetters, deadLetterLines, look),
    ...report.outlets.flatMap((outlet) => part(outlet.of, outlet, outletLines, look)),
    ...part("alarms", report.alarms, alarmLines, look),
    ...(report.lastError ? labelled("last error", errorLines(report.lastError), look) : []),
  ];
  return lines.join("\n");
}

/** One line, for a log that is read later. */
export function renderStatusLine({ at, intake, recent, deadLetters, outlets, alarms }: StatusReport): string {
  const told = [
    isUnread(intake) ? "intake ?" : `intake ${intake.waiting + intake.held}`,
    ...(isUnread(recent)
      ? ["executions ?"]
      : [
          `running ${recent.running}`,
          `enriched ${recent.enriched}`,
          `not investigable ${recent.notInvestigable}`,
          `parked ${recent.parked}`,
          `failed executions ${recent.failed}`,
        ]),
    isUnread(deadLetters) ? "dead letters ?" : `dead letters ${deadLetters.waiting + deadLetters.held}`,
    ...outlets.map((one) => `${one.of} ${isUnread(one) ? "?" : one.waiting + one.held}`),
    ...(isUnread(alarms) || alarms.ringing.length === 0 ? [] : [`ALARM ${alarms.ringing.length}`]),
  ];
  return `${at} ${told.join(" · ")}`;
}

function part<T extends object>(
  label: string,
  status: T | Unread,
  lines: (status: T, look: Look) => readonly string[],
  look: Look,
): readonly string[] {
  const told = isUnread(status) ? [look.paint.yellow(`cannot be read: ${status.unread}`)] : lines(status, look);
  return labelled(label, told, look);
}

function labelled(label: string, lines: readonly string[], { paint }: Look): readonly string[] {
  return lines.map((line, at) => `${paint.bold((at === 0 ? label : "").padEnd(labelWidth))}${line}`);
}

function intakeLines({ waiting, held, oldestSeconds }: IntakeStatus): readonly string[] {
  const age = oldestSeconds === undefined ? "" : ` · the oldest for ${lengthText(oldestSeconds * 1_000)} (CloudWatch)`;
  return [waiting + held === 0 ? "empty" : `${many(waiting, "message")} waiting, ${held} being read${age}`];
}

function recentLines(recent: RecentStatus, { paint }: Look): readonly string[] {
  const { executions, isWhole, running, failed, enriched, notInvestigable, parked, unchanged, left } = recent;
  const told = [
    paint.green(`${enriched} enriched`),
    notInvestigable > 0 ? paint.yellow(`${notInvestigable} not investigable`) : "0 not investigable",
    parked > 0 ? paint.red(`${parked} parked`) : "0 parked",
    ...(left > 0 ? [paint.red(`${left} left to the sweep`)] : []),
  ];
  return [
    `${told.join(" · ")}${paint.dim(` finding versions; ${unchanged} of them needed no write`)}`,
    `${many(executions, "execution")}${isWhole ? "" : " (the latest: there are more)"}: ${running} running, ` +
      (failed > 0 ? paint.red(`${failed} failed`) : "0 failed"),
  ];
}

function outletLines({ of, waiting, held }: OutletStatus, { paint }: Look): readonly string[] {
  if (waiting + held === 0) return ["no dead letters"];
  const told = `${many(waiting, "dead letter")} waiting, ${held} in somebody's hands`;
  return [`${paint.red(told)}${paint.dim(`: gumshoe dlq list --of ${of}`)}`];
}

function deadLetterLines(status: DeadLetterStatus, { paint }: Look): readonly string[] {
  const { waiting, held, sampled, isWhole, reasons, notGivenBack } = status;
  if (waiting + held === 0) return [paint.green("none")];
  const others = held > 0 ? `, ${held} in other hands` : "";
  const hidden = reasons.length - reasonsMax;
  return [
    paint.red(`${many(waiting, "message")} waiting${others}`) +
      paint.dim(isWhole ? "" : ` · reasons of ${sampled} of them: gumshoe dlq list reads all`),
    ...reasons
      .slice(0, reasonsMax)
      .map(
        ({ reason, messages, findings }) =>
          `${String(messages).padStart(6)}  ${reason}  ${paint.dim(many(findings, "finding"))}`,
      ),
    ...(hidden > 0 ? [`        … and ${hidden} more reasons`] : []),
    ...(notGivenBack > 0
      ? [paint.yellow(`${many(notGivenBack, "message")} could not be given back and stay hidden for a while`)]
      : []),
  ];
}

function alarmLines({ alarms, ringing }: AlarmStatus, { paint, columns }: Look): readonly string[] {
  if (alarms === 0) return [paint.dim("the stack has none")];
  if (ringing.length === 0) return [paint.green(`none of ${alarms} in alarm`)];
  return ringing.map(({ name, reason }) =>
    paint.red(cleanText(`${name}: ${reason}`, Math.max(40, columns - labelWidth))),
  );
}

function errorLines({ at, from, what, message }: LastError): readonly string[] {
  const where = from === "execution" ? `execution ${what}` : `dead letter ${what}`;
  return [`${timeText(at)} UTC · ${cleanText(where, 120)}`, cleanText(message, 300)];
}
