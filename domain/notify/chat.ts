import type { FindingBrief } from "../brief/finding-brief.ts";
import type { Change } from "./change.ts";
import { type ChatText, chatCommand, chatText } from "./chat-text.ts";
import { messageKeyOf } from "./message-key.ts";
import { type Step, tellingOf } from "./telling.ts";
import { gravityOf, labelOfGravity, severityInWords, whatInWords, whoInWords } from "./words.ts";

/**
 * A custom notification of Amazon Q Developer in chat applications, schema 1.0. Its documentation names no lengths: these are what chat
 * programs show whole.
 * @see docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html (read 2026-12-01)
 */
export interface ChatMessage {
  readonly version: "1.0";
  readonly source: "custom";
  /** The same for the same news of the same finding. */
  readonly id: string;
  readonly content: {
    readonly textType: "client-markdown";
    readonly title: string;
    readonly description: string;
    readonly nextSteps?: readonly string[];
    readonly keywords?: readonly string[];
  };
  readonly metadata: {
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources?: readonly string[];
    readonly additionalContext?: Readonly<Record<string, string>>;
  };
}

export const titleCharsMax = 250;
export const descriptionCharsMax = 2_900;
const stepCharsMax = 500;
const listedMax = 5;

/** What messages are threaded by: the group that Detective put the finding into, where there is one, or the finding alone. */
export type ThreadBy = "group" | "finding";

/** The card about a finding. */
export function chatOf(brief: FindingBrief, change?: Change, threadBy: ThreadBy = "group"): ChatMessage {
  const told = tellingOf(brief, change);
  const signal = signals[labelOfGravity(gravityOf(brief))];
  const title = `${signal} ${change ? "Changed: " : ""}${severityInWords(brief)}: ${whoInWords(brief)} · ${whatInWords(brief)}`;
  const resources = brief.principals.map(({ arn }) => arn).filter((arn) => arnForm.test(arn));
  return {
    version: "1.0",
    source: "custom",
    id: messageKeyOf(brief),
    content: {
      textType: "client-markdown",
      title: chatText(title, titleCharsMax),
      description: descriptionOf(told),
      ...(told.steps.length > 0 && { nextSteps: told.steps.slice(0, listedMax).map(stepInWords) }),
      keywords: keywordsOf(brief),
    },
    metadata: {
      threadId: (threadBy === "group" && brief.findingGroups[0]) || brief.finding.id,
      summary: chatText(told.headline, titleCharsMax),
      eventType: `finding.${brief.outcome}`,
      ...(resources.length > 0 && { relatedResources: resources.slice(0, listedMax) }),
      additionalContext: { urgency: urgencies[labelOfGravity(gravityOf(brief))], briefHash: brief.hash },
    },
  };
}

const signals = { CRITICAL: "🔴", HIGH: "🟠", MEDIUM: "🟡", LOW: "🔵", INFORMATIONAL: "⚪" } as const;
const urgencies = {
  CRITICAL: "critical",
  HIGH: "error",
  MEDIUM: "warning",
  LOW: "info",
  INFORMATIONAL: "info",
} as const;
const arnForm = /^arn:aws[a-z-]*:iam::\d{12}:(?:user|role)\/[\w+=,.@/-]{1,600}$/;

/** Whole lines as far as there is room, the most wanted first; links are kept, as they lead to the rest. */
function descriptionOf(told: ReturnType<typeof tellingOf>): ChatText {
  const links = told.links.map(([label, url]) => `${label}: ${url}`);
  const lines = [
    told.title,
    ...(told.change ? [`Changed since ${told.change.since}: ${told.change.what.join("; ")}`] : []),
    ...told.who.map((who) => `• ${who}`),
    told.where,
    ...told.why.map((why) => `– ${why}`),
    ...told.caveats.map((caveat) => `(${caveat})`),
    ...(told.flagged.length > 0 ? [`Flagged by threat intelligence: ${told.flagged.join(", ")}`] : []),
    told.state,
  ].map((line) => chatText(line));
  const kept = withinRoom(links, descriptionCharsMax);
  return [...withinRoom(lines, descriptionCharsMax - kept.join("\n").length - 1), ...kept].join("\n");
}

function withinRoom(lines: readonly string[], chars: number): readonly string[] {
  let room = chars;
  return lines.filter((line) => {
    if (line.length + 1 > room) return false;
    room -= line.length + 1;
    return true;
  });
}

function stepInWords({ text, cli: [line] }: Step): string {
  const command = line === undefined ? undefined : chatCommand(line);
  const step = chatText(text);
  return command !== undefined && step.length + command.length + 3 <= stepCharsMax ? `${step} — ${command}` : step;
}

function keywordsOf({ finding, severity, principals, observables }: FindingBrief): readonly string[] {
  const techniques = principals.flatMap(
    ({ investigation }) => investigation?.observed?.attack.flatMap(({ techniqueId }) => techniqueId ?? []) ?? [],
  );
  const seen = observables.flatMap(({ type, value }) => (type === "attack-technique" ? [value] : []));
  const all = [severity.label, finding.accountId, finding.region, ...techniques, ...seen, finding.product];
  return [...new Set(all.map((keyword) => chatText(keyword, 50)))].slice(0, listedMax);
}
