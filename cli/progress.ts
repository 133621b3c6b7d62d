import { cutText } from "#domain/text.ts";
import type { Observation } from "#local/cloud.ts";
import type { FeedItem } from "./feed.ts";
import { logLineOf } from "./log-line.ts";
import { versionKey } from "./outcomes.ts";
import { output } from "./output.ts";
import { paintFor } from "./paint.ts";
import { shortPrincipal } from "./short-principal.ts";

// A line for each step of each finding is read up to here; beyond, counts say more.
const itemsToldMax = 60;
const countEveryMs = 2_000;
const subjectWidth = 48;

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
export function progress(items: readonly FeedItem[]): Progress {
  const titles = new Map(
    items.flatMap(({ findings }) => findings.map((finding) => [versionKey(finding), finding.title])),
  );
  const counts = new Map<string, number>();
  const timer =
    items.length > itemsToldMax ? setInterval(() => output.note(countsLine(counts)), countEveryMs) : undefined;
  return {
    see(observation) {
      const told = stepOf(observation, titles);
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

function stepOf(observation: Observation, titles: ReadonlyMap<string, string>): Step | undefined {
  if (observation.kind !== "log") return undefined;
  const line = logLineOf(observation.line);
  if (!line || !words[line.outcome]) return undefined;
  // ingest says `started` of findings, start-or-join of investigations: the second is what a reader waits for.
  if (line.outcome === "started" && !line.principalArn) return undefined;
  const title = line.version === undefined ? undefined : titles.get(line.version);
  const subject = line.principalArn ? shortPrincipal(line.principalArn) : title || line.findingId || "a message";
  return { outcome: line.outcome, subject, ...(line.reason !== undefined && { reason: line.reason }) };
}

function stepLine(atMs: number, { outcome, subject, reason }: Step): string {
  const paint = paintFor(process.stderr);
  const time = paint.dim(new Date(atMs).toISOString().slice(11, 19));
  return `${time}  ${shorten(subject).padEnd(subjectWidth)}  ${words[outcome]}${reason ? paint.dim(` (${reason})`) : ""}`;
}

function countsLine(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(" · ");
}

function shorten(text: string): string {
  return text.length > subjectWidth ? `${cutText(text, subjectWidth - 1)}…` : text;
}
