import type { Observation } from "#local/cloud.ts";
import { logLineOf } from "./log-line.ts";
import { output } from "./output.ts";
import { paintFor } from "./paint.ts";

// A line for each step of each finding is read up to here; beyond, counts say more.
const itemsToldMax = 60;
const countEveryMs = 2_000;

export interface Progress {
  readonly see: (observation: Observation) => void;
  readonly end: () => void;
}

const words: Readonly<Record<string, string>> = {
  started: "investigation started",
  adopted: "investigation adopted",
  joined: "joins a running investigation",
  investigated: "investigated",
  "failed-once": "investigation failed, is started once more",
  failed: "investigation failed",
  "timed-out": "investigation timed out",
  enriched: "enriched",
  partial: "enriched in part",
  parked: "parked",
  skipped: "skipped",
  rejected: "rejected",
  "not-investigable": "not investigable",
};

/** Tells on standard error what is happening to which finding; only counts when there are many. */
export function progress(items: number): Progress {
  const counts = new Map<string, number>();
  const timer = items > itemsToldMax ? setInterval(() => output.note(countsLine(counts)), countEveryMs) : undefined;
  return {
    see(observation) {
      const told = stepOf(observation);
      if (!told) return;
      counts.set(told.outcome, (counts.get(told.outcome) ?? 0) + 1);
      if (!timer) output.note(stepLine(observation.atMs, told));
    },
    end() {
      clearInterval(timer);
      if (timer) output.note(countsLine(counts));
    },
  };
}

interface Step {
  readonly outcome: string;
  readonly subject: string;
  readonly reason?: string;
}

function stepOf(observation: Observation): Step | undefined {
  if (observation.kind !== "log") return undefined;
  const line = logLineOf(observation.line);
  if (!line || !words[line.outcome]) return undefined;
  const subject = line.principalArn
    ? shortArn(line.principalArn)
    : line.findingId
      ? shortId(line.findingId)
      : "message";
  // ingest says `started` of findings, start-or-join of investigations: the second is what a reader waits for.
  if (line.outcome === "started" && !line.principalArn) return undefined;
  return { outcome: line.outcome, subject, ...(line.reason !== undefined && { reason: line.reason }) };
}

function stepLine(atMs: number, { outcome, subject, reason }: Step): string {
  const paint = paintFor(process.stderr);
  const time = paint.dim(new Date(atMs).toISOString().slice(11, 19));
  return `${time}  ${subject.padEnd(34)}  ${words[outcome]}${reason ? paint.dim(` (${reason})`) : ""}`;
}

function countsLine(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(" · ");
}

function shortArn(arn: string): string {
  return arn.split(/:(?=user|role)/).at(-1) ?? arn;
}

/** The last part of an id that is an ARN; any other id from its end. */
function shortId(id: string): string {
  return `finding ${id.split("/").at(-1)?.slice(-24) ?? id}`;
}
