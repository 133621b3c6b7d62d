import { describe, expect, it } from "vitest";
import { descriptionCharsMax } from "#domain/notify/chat.ts";
import { type DigestEntry, digestChat, digestEntryOf, digestMail } from "#domain/notify/digest.ts";
import { aBrief } from "#test/builders/brief.ts";

const low = digestEntryOf(aBrief({ severity: { label: "LOW", rank: 1 }, verdict: "NONE" }));
const digest = (entries: readonly DigestEntry[], more = 0) => ({ day: "2026-11-19", entries, more });
const many = Array.from({ length: 200 }, (_, n) => ({ ...low, key: `k${n}`, gravity: n % 3 }));

describe("the digest of a day", () => {
  it("tells each finding once, the gravest first", () => {
    const later = { ...low, gravity: 2, text: "MEDIUM, later" };
    expect(digestMail(digest([low, { ...low, key: "other", text: "other at 198.51.100.7" }, later]))).toEqual({
      subject: "Gumshoe 2026-11-19: 2 findings: 1 MEDIUM, 1 LOW",
      body: `2 findings: 1 MEDIUM, 1 LOW.\n\n- MEDIUM, later\n  ${low.link}\n\n- other at 198[.]51[.]100[.]7\n  ${low.link}`,
    });
  });

  it("names what is left out", () => {
    expect(digestMail(digest(many, 7)).body.endsWith("+157 more, in Security Hub")).toBe(true);
    expect(digestMail(digest(many, 7)).subject).toBe(
      "Gumshoe 2026-11-19: 207 findings: 66 MEDIUM, 67 LOW, 67 INFORMATIONAL",
    );
  });

  it("fits a card in a thread of its own", () => {
    const { content, metadata, id } = digestChat(digest(many));
    expect(content.description.length).toBeLessThanOrEqual(descriptionCharsMax);
    expect(content.description).toMatch(/\n\+\d+ more, in Security Hub$/);
    expect([id, metadata.threadId]).toEqual(["digest-2026-11-19", "digest-2026-11-19"]);
  });
});
