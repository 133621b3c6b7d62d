import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { synthesized } from "#cli/synth.ts";
import type { ChatMessage } from "#domain/notify/chat.ts";
import { aFinding, localAws, roleArn } from "./local-aws.ts";
import { mailServer } from "./mail-server.ts";

const listeners = { notifyEmail: "on-call@example.com", slackWorkspaceId: "T0123ABCD", slackChannelId: "C0123ABCD" };
const assembly = await synthesized(listeners, () => {});
const incident = (path: string) => JSON.parse(readFileSync(`cli/incident/${path}`, "utf8"));
const stolen = incident("findings/01-credentials-leave-the-building.json");
const dayMs = 86_400_000;

/** A stack that tells people, and what they have been told so far. */
async function told(behaviour: object = {}) {
  const { smtp, mails } = await mailServer();
  const cloud = await localAws(behaviour, assembly, { smtp });
  const cards = () =>
    cloud.services.SNS.published().flatMap(({ message }): ChatMessage[] =>
      message.startsWith("{") ? [JSON.parse(message)] : [],
    );
  const put = async (finding: Readonly<Record<string, unknown>>) => {
    cloud.services.SecurityHub.importFinding(finding);
    await cloud.settled();
  };
  return { cloud, mails, cards, put };
}

const titles = (cards: readonly ChatMessage[]) => cards.map(({ content }) => content.title);

describe("a finding of the bundled incident", () => {
  it("is said to be under investigation, then told with its evidence, in one thread; and mailed", async () => {
    const { mails, cards, put } = await told(incident("behaviour.json"));
    await put(stolen);
    expect(titles(cards())).toEqual([
      "HIGH finding in account 111122223333, eu-west-1: under investigation",
      expect.stringMatching(/^🔴 HIGH, Detective says CRITICAL: role ci-deploy · Unauthorized access/),
    ]);
    expect(cards().map(({ metadata }) => metadata.threadId)).toEqual([stolen.Id, stolen.Id]);
    expect(mails).toMatchObject([
      {
        to: ["on-call@example.com"],
        subject: "HIGH, Detective says CRITICAL: role ci-deploy, instance credential exfiltration in 111122223333",
      },
    ]);
    const [{ text = "" } = {}] = mails;
    expect(text.split("\n").slice(0, 2)).toEqual([
      "HIGH, Detective says CRITICAL: role ci-deploy in account 111122223333, eu-west-1.",
      "Credentials of the role ci-deploy are used from an external address",
    ]);
    expect(text).toContain("203[.]0[.]113[.]77");
    expect(text).toContain(
      "\nDetective: https://eu-west-1.console.aws.amazon.com/detective/home?region=eu-west-1#investigationReport/",
    );
  });
});

describe("a finding that comes again", () => {
  const first = aFinding("again", ["decoy"]);
  const later = (minutes: number, over: object = {}) => {
    const at = new Date(Date.UTC(2026, 10, 20, 11, 56 + minutes)).toISOString();
    return { ...first, UpdatedAt: at, LastObservedAt: at, ...over };
  };

  it("tells nothing for another occurrence", async () => {
    const { cloud, mails, cards, put } = await told();
    await put(first);
    const before = cards().length;
    await cloud.clock.sleep(3_600_000);
    await put(later(40));
    expect([mails.length, cards().length]).toEqual([1, before]);
  });

  it("tells that its severity has changed", async () => {
    const { cloud, mails, cards, put } = await told();
    await put(first);
    await cloud.clock.sleep(3_600_000);
    await put(later(40, { Severity: { Label: "CRITICAL" } }));
    expect(mails).toHaveLength(2);
    expect(mails[1]?.text).toMatch(/\n\nCHANGED since 2026-11-20 12:\d\d UTC\n- severity from HIGH to CRITICAL\n/);
    expect(titles(cards()).at(-1)).toMatch(/^🔴 Changed: CRITICAL, /);
    expect(new Set(cards().map(({ metadata }) => metadata.threadId))).toEqual(new Set(["again"]));
  });
});

describe("a finding below the floor", () => {
  it("calls nobody, and is in the digest of its day", async () => {
    const { cloud, mails, cards, put } = await told();
    await put(aFinding("mild", ["decoy"], { Severity: { Label: "MEDIUM" } }));
    expect([mails, cards()]).toEqual([[], []]);
    await cloud.clock.sleep(2 * dayMs);
    await cloud.settled();
    expect(mails.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Gumshoe 2026-11-20: 1 finding: 1 /)]);
    expect(cards().map(({ metadata }) => metadata.threadId)).toEqual(["digest-2026-11-20"]);
  });
});

describe("an investigation that fails", () => {
  const broken = { durationSeconds: 120, status: "FAILED" };

  it("is said in the thread of the first alert; the finding itself is mailed", async () => {
    const { mails, cards, put } = await told({ principals: { [roleArn("broken")]: broken } });
    await put(aFinding("f", ["broken"]));
    expect(titles(cards())).toEqual([
      "HIGH finding in account 111122223333, eu-west-1: under investigation",
      expect.stringMatching(/^🟠 HIGH, investigation failed: role broken/),
    ]);
    expect(mails.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^HIGH, investigation failed: role broken/),
    ]);
  });
});
