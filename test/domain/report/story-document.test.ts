import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

describe("docs/story.md", () => {
  it("quotes sentences that stories tell", () => {
    const folder = "test/domain/report/stories";
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".txt"));
    const stories = files.map((file) => readFileSync(`${folder}/${file}`, "utf8"));
    const told = new Set(stories.flatMap((story) => story.split("\n")));
    const rows = readFileSync("docs/story.md", "utf8").matchAll(/^\|.*\| `([^`]*)` \|$/gm);
    const quoted = [...rows].map(([, sentence]) => sentence ?? "");
    expect(quoted.length).toBeGreaterThan(20);
    expect(quoted.filter((sentence) => !told.has(`- ${sentence}`))).toEqual([]);
  });
});
