import { describe, expect, it } from "vitest";
import type { FindingBrief } from "#domain/brief/finding-brief.ts";
import { chatOf } from "#domain/notify/chat.ts";
import { digestChat, digestEntryOf, digestMail } from "#domain/notify/digest.ts";
import { mailOf } from "#domain/notify/mail.ts";
import { accessKeyTexts } from "#simulation/faults/content/access-key-text.ts";
import { aBrief, aBriefPrincipal } from "#test/builders/brief.ts";
import { actsIn, everyHostileText } from "./corpus.ts";

/** The text in every place of a brief that the finding, Detective or an error fills. */
function briefWith(text: string, over: Partial<FindingBrief> = {}): FindingBrief {
  const brief = aBrief();
  const kept = text.toWellFormed();
  const investigation = { ...aBriefPrincipal().investigation, facts: [kept], detective: kept };
  return aBrief({
    finding: {
      ...brief.finding,
      id: kept,
      type: kept,
      typeParts: undefined,
      title: kept,
      description: kept,
      product: kept,
      accountId: kept,
      region: kept,
    } as never,
    principals: [
      aBriefPrincipal({ name: kept, arn: kept, accountId: kept, investigation } as never),
      aBriefPrincipal({ name: kept, outcome: "failed", reason: kept }),
    ],
    excluded: [{ what: kept, reason: "unknown-id" }],
    observables: [
      { type: "ipv4", value: kept, path: "$", flagged: true },
      { type: "attack-technique", value: kept, path: "$" },
    ],
    story: { how: [kept], where: [kept], caveats: [kept] },
    nextSteps: [{ text: kept, why: kept, cli: [kept] }],
    links: { securityHub: kept, guardDuty: kept, detective: kept, execution: kept, report: kept, entities: [] },
    findingGroups: [kept],
    ...over,
  });
}

const low = { severity: { label: "LOW", rank: 1 }, verdict: "NONE" } as const;
const change = { since: "2026-11-19 02:30 UTC", what: ["new evidence"] };
const digestOf = (text: string) => ({ day: "2026-11-19", entries: [digestEntryOf(briefWith(text, low))], more: 0 });
const code = /`[^`\n]+`/g;
const unescaped = (text: string) => text.replaceAll("&amp;", "&");
const shownBy = ({ content, metadata }: ReturnType<typeof chatOf>) => [
  ...[content.title, metadata.summary, ...(content.keywords ?? []), ...content.description.split("\n")],
  ...(content.nextSteps ?? []).map((step) => step.replace(code, "")),
];

/** Where people read news: by the sink's name, the lines that stand there when the text comes from outside; commands apart. */
const sinks: Readonly<Record<string, (text: string) => readonly string[]>> = {
  "subject of the mail": (text) => [mailOf(briefWith(text), change).subject],
  mail: (text) => {
    const [prose = "", rest = ""] = mailOf(briefWith(text), change).body.split("COMMANDS for a shell");
    return [...prose.split("\n").map((line) => line.replace(/^- /, "")), rest.split("\n").at(-1) ?? ""];
  },
  "digest by mail": (text) => {
    const { subject, body } = digestMail(digestOf(text));
    return [subject, ...body.split("\n").map((line) => line.replace(/^- /, ""))];
  },
  card: (text) => shownBy(chatOf(briefWith(text), change)).map(unescaped),
  "digest as a card": (text) => shownBy(digestChat(digestOf(text))).map(unescaped),
};

describe.each(Object.entries(sinks))("a hostile text in the %s", (_name, written) => {
  it("is text and no more, whichever it is", () => {
    const acting = everyHostileText.filter((text) => written(text).some((line) => actsIn(line).length > 0));
    expect(acting.map((text) => [text, written(text).flatMap(actsIn)])).toEqual([]);
  });

  it("forges no line", () => {
    const lines = new Set(everyHostileText.filter((text) => text.trim() !== "").map((text) => written(text).length));
    const oneLine = written("harmless").length;
    expect(Math.max(...lines)).toBeLessThanOrEqual(oneLine);
  });

  it("shows no access key id", () => {
    for (const text of accessKeyTexts) expect(written(text).join("\n")).not.toMatch(/A[KS]IA[A-Z0-9]{12}/);
  });
});

describe("a hostile text in a subject", () => {
  it("leaves a hundred printable ASCII characters at most, beginning with the severity", () => {
    for (const text of everyHostileText)
      expect(mailOf(briefWith(text)).subject).toMatch(/^(?=.{1,100}$)HIGH, Detective says CRITICAL[ -~]*[!-~]$/);
  });
});

describe("a hostile command", () => {
  it("is one line of printable ASCII in the mail, with nothing that becomes a link", () => {
    for (const text of everyHostileText) {
      const [, commands = ""] = mailOf(briefWith(text)).body.split("nothing runs by itself\n");
      const [command = ""] = commands.split("\n\n");
      expect(command).toMatch(/^1\. [ -~]+$/);
      expect(command.replaceAll("\\.", "_")).not.toMatch(/\/\/|www\.|[a-z0-9]\.[a-z]{2}/i);
    }
  });

  it("stays inside its code on the card", () => {
    for (const text of everyHostileText) {
      const [step = ""] = chatOf(briefWith(text)).content.nextSteps ?? [];
      expect(step.replace(code, "")).not.toContain("`");
      expect(step).not.toMatch(/[<>\n]/);
    }
  });
});

describe("a hostile text on a card", () => {
  it("calls nobody and is no entity", () => {
    for (const text of [...everyHostileText, "a @here b", "<!channel>", "<@U123>", "@everyone"]) {
      for (const line of shownBy(chatOf(briefWith(text)))) {
        expect(line).not.toMatch(/[<>]|@(?:here|channel|everyone)|&(?!amp;)/i);
      }
    }
  });
});
