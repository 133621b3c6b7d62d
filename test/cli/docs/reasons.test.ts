import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DeadLetterReason } from "#domain/contract.ts";
import { reasonGuides } from "#domain/dead-letter-reason.ts";

const document = readFileSync("docs/reasons.md", "utf8");
const chapters = document.split(/^## /m).slice(1);

describe("docs/reasons.md", () => {
  it("has a heading for each reason of the closed list, in its order, and no other", () => {
    expect(chapters.map((chapter) => chapter.split("\n")[0])).toEqual(DeadLetterReason.options);
  });

  it.each(DeadLetterReason.options)("says of %s what dlq show says", (reason) => {
    const chapter = chapters.find((text) => text.startsWith(`${reason}\n`)) ?? "";
    const { meaning, action, replayEffect } = reasonGuides[reason];
    for (const sentence of [meaning, action, replayEffect]) expect(chapter).toContain(sentence);
  });
});

describe("reasonGuides", () => {
  it("know every reason and no other", () => {
    expect(Object.keys(reasonGuides).sort()).toEqual(DeadLetterReason.options.toSorted());
  });

  it.each(Object.entries(reasonGuides))("do not contradict themselves about %s", (_, { replay, replayEffect }) => {
    if (replay === "yes") expect(replayEffect).toMatch(/^Yes\b/);
    if (replay === "no") expect(replayEffect).toMatch(/^No\b/);
    if (replay === "when-mended") expect(replayEffect).toMatch(/once|after|if|sent to/i);
  });
});
