import { describe, expect, it } from "vitest";
import { memberOf } from "#local/services/request/record.ts";
import { accessKeyTexts } from "#simulation/faults/content/access-key-text.ts";
import { hostileTexts } from "#simulation/faults/content/hostile-text.ts";
import { actsIn } from "#test/hostile/corpus.ts";
import { aStory, together } from "../a-story.ts";
import { callsTo, fieldsOf, findingsOf, outcomesOf, type Played, playSeeds } from "../played.ts";

// Six texts a finding: enough findings for every one of them.
const count = Math.ceil((hostileTexts.length + accessKeyTexts.length) / 6);
const ids = Array.from({ length: count }, (_, index) => `f${index}`);
const story = aStory(...together(...ids));

/** What we write where people and programs read it: notes, user-defined fields, events. */
function textsOf(played: Played): readonly string[] {
  const written = [...findingsOf(played).values()].flatMap((finding) => {
    const { gumshoeReport: _link, gumshoeExecution: _arn, ...fields } = fieldsOf(finding);
    const note = String(memberOf(memberOf(finding, "Note"), "Text"));
    return [note.replace(/https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/\S+/g, ""), ...Object.values(fields)];
  });
  return [...written, ...eventsOf(played).flatMap(textsIn)];
}

function eventsOf(played: Played): readonly unknown[] {
  return callsTo(played, "EventBridge.PutEvents").flatMap(({ input }) => {
    const entries = memberOf(input, "Entries");
    return Array.isArray(entries) ? entries.map((entry) => JSON.parse(String(memberOf(entry, "Detail")))) : [];
  });
}

/** Texts of an event but for the ids of the finding, which name it exactly. */
function textsIn(detail: unknown): readonly string[] {
  const excluded = memberOf(detail, "excluded");
  const what = Array.isArray(excluded) ? excluded.map((one) => String(memberOf(one, "what"))) : [];
  return [String(memberOf(memberOf(detail, "finding"), "type")), ...what];
}

describe("text of a finding that would act on whatever shows it", () => {
  it("is more than a thousand texts, none of them twice", () => {
    expect(hostileTexts.length).toBeGreaterThan(1_000);
    expect(new Set(hostileTexts).size).toBe(hostileTexts.length);
  });

  it.each([
    ["hostile-texts", [] as string[]],
    // IAM allows names such as `ines@example.com` and `__proto__`, and a name is told as it is.
    ["hostile-names", ["bare domain", "Markdown code, table or emphasis"]],
  ])("acts on nothing where we write (%s)", async (name, allowed) => {
    const [played] = await playSeeds([name], { intensity: 1, seeds: 1, story });
    if (!played) throw new Error("Nothing was played");
    expect(played.strikes.length).toBeGreaterThanOrEqual(ids.length);
    expect(new Set(Object.values(outcomesOf(played)))).toEqual(new Set(["complete"]));
    const texts = textsOf(played);
    expect(texts.length).toBeGreaterThan(ids.length);
    const acting = texts.filter((text) => actsIn(text).some((what) => !allowed.includes(what)));
    expect(acting).toEqual([]);
  });
});
