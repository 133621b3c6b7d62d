import { describe, expect, it } from "vitest";
import { codeBlock, codeSpan, prose } from "#domain/report/pages/markdown/escape.ts";
import { reportHtml } from "#domain/report/pages/report-html.ts";
import { reportMarkdown } from "#domain/report/pages/report-markdown.ts";
import { aReport, aStory } from "#test/builders/brief.ts";
import { readHtml, textOf } from "./html-reader.ts";
import { outline } from "./markdown-reader.ts";

describe("reportMarkdown()", () => {
  it("has the headings of the page, in its order", () => {
    const titles = [...reportMarkdown(aReport()).matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    const page = readHtml(reportHtml(aReport())).elements.filter(({ tagName }) => tagName === "h2");
    expect(titles).toEqual(page.map(textOf));
  });

  it("keeps the lines for a shell as they are, whatever they hold", () => {
    const cli = ["echo ```", 'aws iam x --policy \'{"a":"<b>|c"}\''];
    const markdown = reportMarkdown(aReport({ story: aStory({ now: [{ text: "Do", cli, why: "Because" }] }) }));
    expect(markdown).toContain(`   \`\`\`\`sh\n   ${cli.join("\n   ")}\n   \`\`\`\``);
    expect(outline(markdown).filter((name) => name === "code")).toHaveLength(1);
  });

  it("is the same for the same report", () => {
    expect(reportMarkdown(aReport())).toBe(reportMarkdown(structuredClone(aReport())));
  });
});

describe("prose()", () => {
  it.each([
    ["a heading", "# Title", "\\# Title"],
    ["a list", "1. one", "1 . one"],
    ["a mention", "ask @someone now", "ask @ someone now"],
    ["a reference to an issue", "fixes #12, GH-3", "fixes # 12, GH -3"],
    ["a formula", "$x$", "\\$x\\$"],
    ["an emoji", "well :tada: done", "well : tada: done"],
    ["a link", "see http://evil.example/x", "see hxxp://evil[.]example/x"],
    ["a table", "a|b", "a¦b"],
    ["HTML", "<b>bold</b>", "‹b›bold‹/b›"],
    ["code", "`x`", "'x'"],
    ["a line of its own", "a\n\nb\u202e", "a b"],
  ])("takes %s for text", (_what, text, written) => {
    expect(prose(text)).toBe(written);
    expect(outline(`- ${written}`)).toEqual(["list", "list_item"]);
  });

  it("leaves times and names as they are", () => {
    expect(prose("18 Nov 2026, 02:14:07 UTC, snake_case, a+b=c")).toBe("18 Nov 2026, 02:14:07 UTC, snake_case, a+b=c");
  });
});

it("codeSpan() ends where it should", () => {
  expect(codeSpan("a`b|c\nd")).toBe("`a'b¦c d`");
  expect(codeSpan("")).toBe("–");
});

it("codeBlock() has a fence that its lines cannot end", () => {
  expect(codeBlock(["````", "x"])).toBe("`````sh\n````\nx\n`````");
});
