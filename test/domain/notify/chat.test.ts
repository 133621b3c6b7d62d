import { describe, expect, it } from "vitest";
import { chatOf, descriptionCharsMax, titleCharsMax } from "#domain/notify/chat.ts";
import { chatCommand, chatText } from "#domain/notify/chat-text.ts";
import { aBrief, aBriefPrincipal } from "#test/builders/brief.ts";

describe("chatOf()", () => {
  it("is a custom notification of Amazon Q Developer", async () => {
    const card = chatOf(aBrief(), { since: "2026-11-19 02:30 UTC", what: ["severity from MEDIUM to HIGH"] });
    await expect(`${JSON.stringify(card, null, 2)}\n`).toMatchFileSnapshot("golden/a-role.chat.txt");
  });

  it("goes to the thread of the group, of the finding where there is none, or where that is asked for", () => {
    const threadOf = (...args: Parameters<typeof chatOf>) => chatOf(...args).metadata.threadId;
    expect(threadOf(aBrief())).toBe("0d1b2c3d-finding-group");
    expect(threadOf(aBrief({ findingGroups: [] }))).toBe(aBrief().finding.id);
    expect(threadOf(aBrief(), undefined, "finding")).toBe(aBrief().finding.id);
  });

  it("has one id for the same news of the same finding, and another one for all else", () => {
    const idOf = (over = {}) => chatOf(aBrief(over)).id;
    expect(idOf()).toBe(idOf({ links: { entities: [] } }));
    expect(
      new Set([idOf(), idOf({ hash: "f".repeat(16) }), idOf({ finding: { ...aBrief().finding, id: "other" } })]).size,
    ).toBe(3);
  });

  it("shows the colour of the graver of the two", () => {
    expect(chatOf(aBrief({ severity: { label: "CRITICAL", rank: 4 }, verdict: "LOW" })).content.title).toMatch(
      /^🔴 CRITICAL/,
    );
    expect(chatOf(aBrief({ severity: { label: "LOW", rank: 1 }, verdict: "NONE" })).content.title).toMatch(/^🔵 LOW/);
  });

  it("stays within what chats show whole, whatever there is to say", () => {
    const long = "word ".repeat(60);
    const wide = aBrief({
      finding: { ...aBrief().finding, title: long.slice(0, 250), type: "x".repeat(160), typeParts: undefined } as never,
      principals: Array.from({ length: 40 }, (_, n) => aBriefPrincipal({ name: `${n}${"n".repeat(120)}` })),
      nextSteps: Array.from({ length: 5 }, () => ({
        text: long.slice(0, 239),
        why: long.slice(0, 239),
        cli: ["c".repeat(590)],
      })),
      story: {
        how: Array.from({ length: 12 }, () => long),
        where: [long],
        caveats: Array.from({ length: 6 }, () => long.slice(0, 239)),
      },
    });
    const { content, metadata } = chatOf(wide);
    expect(content.title.length).toBeLessThanOrEqual(titleCharsMax);
    expect(content.description.length).toBeLessThanOrEqual(descriptionCharsMax);
    expect(content.description).toContain(aBrief().links.detective);
    expect([content.nextSteps?.length, content.keywords?.length, metadata.relatedResources?.length]).toEqual([5, 5, 5]);
    expect(Buffer.byteLength(JSON.stringify({ content, metadata }))).toBeLessThan(16_384);
  });
});

describe("chatText()", () => {
  it.each([
    ["a & b < c", "a &amp; b ‹ c"],
    ["<!channel> now", "‹!channel› now"],
    ["hi @here @channel @everyone", "hi (at) here (at) channel (at) everyone"],
    ["<http://evil.example|our console>", "‹hxxp[:]//evil[.]example¦our console›"],
    ["`rm -rf /`", "'rm -rf /'"],
    ["one\ntwo\u202ethree", "one two three"],
  ])("makes %j harmless", (text, wanted) => {
    expect(chatText(text).replace("hxxp:", "hxxp[:]")).toBe(wanted);
  });
});

describe("chatCommand()", () => {
  it("is code, or nothing where the code could end early", () => {
    expect(chatCommand("aws iam list-users")).toBe("`aws iam list-users`");
    for (const line of ["a `b`", "a\nb", "a <b>", "a & b", "é", ""]) expect(chatCommand(line)).toBeUndefined();
  });
});
