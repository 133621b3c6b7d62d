import * as z from "zod";
import type { FindingBrief } from "../brief/finding-brief.ts";
import { inertText } from "../inert-text.ts";
import { findingKeyText, shortHash } from "../key.ts";
import type { ChatMessage } from "./chat.ts";
import { descriptionCharsMax } from "./chat.ts";
import { chatText } from "./chat-text.ts";
import { defanged, type Mail } from "./mail.ts";
import { headlineOf, tellingOf } from "./telling.ts";
import { gravityOf, labelOfGravity, whatInWords } from "./words.ts";

/** A finding that nobody is called for, as the digest of its day tells it: small, as a day has many. */
export const DigestEntry = z.object({
  /** Stands for the finding. */
  key: z.string().max(16),
  gravity: z.int().min(0).max(4),
  text: z.string().max(600),
  link: z.string().max(2_048).optional(),
});
export type DigestEntry = z.infer<typeof DigestEntry>;

/** The findings of one day (UTC) that are to be told together. */
export interface Digest {
  /** `2026-11-19` */
  readonly day: string;
  readonly entries: readonly DigestEntry[];
  /** How many more there were than were kept. */
  readonly more: number;
}

const mailLinesMax = 50;

export function digestEntryOf(brief: FindingBrief): DigestEntry {
  // The search for a long finding id takes hundreds of characters: the first link that there is will do.
  const link = tellingOf(brief).links.find(([label]) => label !== "Execution")?.[1];
  return {
    key: shortHash(findingKeyText(brief.finding)),
    gravity: gravityOf(brief),
    text: inertText(`${headlineOf(brief)}: ${whatInWords(brief)}`, 500),
    ...(link !== undefined && link.length <= 500 && { link }),
  };
}

/** The digest as a mail. */
export function digestMail(digest: Digest): Mail {
  const entries = inOrder(digest);
  const shown = entries
    .slice(0, mailLinesMax)
    .map(({ text, link }) => [`- ${defanged(text)}`, ...(link ? [`  ${link}`] : [])].join("\n"));
  const rest = restInWords(entries.length - shown.length + digest.more);
  return {
    subject: `Gumshoe ${digest.day}: ${summaryOf(digest)}`,
    body: [`${summaryOf(digest)}.`, ...shown, ...rest].join("\n\n"),
  };
}

/** The digest as a card, in a thread of its own: the day's. */
export function digestChat(digest: Digest): ChatMessage {
  const entries = inOrder(digest);
  const lines = entries.map(({ text }) => `• ${chatText(text)}`);
  const kept: string[] = [];
  for (let chars = 40; kept.length < lines.length; ) {
    const line = lines[kept.length] ?? "";
    chars += line.length + 1;
    if (chars > descriptionCharsMax) break;
    kept.push(line);
  }
  const summary = summaryOf(digest);
  return {
    version: "1.0",
    source: "custom",
    id: `digest-${digest.day}`,
    content: {
      textType: "client-markdown",
      title: `Digest of ${digest.day}: ${summary}`,
      description: [...kept, ...restInWords(entries.length - kept.length + digest.more)].join("\n"),
    },
    metadata: { threadId: `digest-${digest.day}`, summary, eventType: "digest" },
  };
}

/** Each finding once, as it was told of last; the gravest first. */
function inOrder({ entries }: Digest): readonly DigestEntry[] {
  const latest = new Map(entries.map((entry) => [entry.key, entry]));
  return [...latest.values()].toSorted((a, b) => b.gravity - a.gravity);
}

/** `12 findings: 3 MEDIUM, 9 LOW`; what was not kept counts as findings of whatever severity. */
function summaryOf(digest: Digest): string {
  const entries = inOrder(digest);
  const count = entries.length + digest.more;
  const labels = [4, 3, 2, 1, 0].flatMap((gravity) => {
    const some = entries.filter((entry) => entry.gravity === gravity).length;
    return some > 0 ? [`${some} ${labelOfGravity(gravity)}`] : [];
  });
  return `${count} ${count === 1 ? "finding" : "findings"}: ${labels.join(", ")}`;
}

function restInWords(more: number): readonly string[] {
  return more > 0 ? [`+${more} more, in Security Hub`] : [];
}
