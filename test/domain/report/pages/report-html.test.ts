import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { reportHtml } from "#domain/report/pages/report-html.ts";
import { aReport, aStory, someObserved } from "#test/builders/brief.ts";
import { attribute, readHtml, textOf } from "./html-reader.ts";

const { elements, errors } = readHtml(reportHtml(aReport(), "1.2.3"));
const named = (name: string) => elements.filter(({ tagName }) => tagName === name);
const text = (html: string) =>
  readHtml(html)
    .elements.filter(({ tagName }) => tagName === "body")
    .map(textOf)
    .join();

describe("reportHtml()", () => {
  it("is well-formed HTML", () => {
    expect(errors).toEqual([]);
  });

  it("says who, how grave, what to do, and how it was made", () => {
    const page = text(reportHtml(aReport(), "1.2.3"));
    for (const said of [
      "ci-deploy",
      "Amazon Detective rates what this role did as critical.",
      "The address 203.0.113.77 is flagged by AWS threat intelligence",
      "aws iam put-role-policy --role-name ci-deploy",
      "Dublin, Ireland → Singapore",
      "18 Nov 2026, 02:14:07 UTC",
      "Made by Gumshoe 1.2.3",
      "all of its 7 indicators could be read",
    ]) {
      expect(page).toContain(said);
    }
  });

  it("never calls an investigation clean that is not rated or not whole", () => {
    const { severity: _, ...unrated } = aReport({ complete: false, observed: someObserved({ indicators: 0 }) });
    const page = text(reportHtml(unrated));
    expect(page).toContain("Not rated");
    expect(page).toContain("has not rated what this role did: that does not mean it is harmless");
    expect(page).toContain("Not all of its evidence could be read");
    expect(page).not.toContain("saw nothing");
  });

  it("has one heading of the first level, and skips none below it", () => {
    const levels = elements.flatMap(({ tagName }) => /^h([1-6])$/.exec(tagName)?.[1] ?? []).map(Number);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    const steps = levels.map((level, index) => level - (levels[index - 1] ?? 0));
    expect(Math.max(...steps)).toBe(1);
  });

  it("can be read without eyes: language, landmarks, names of regions, heads of rows and columns, words for pictures", () => {
    expect(attribute(named("html")[0] as never, "lang")).toBe("en");
    expect([named("main"), named("header"), named("footer")].map((all) => all.length)).toEqual([1, 1, 1]);
    const ids = elements.flatMap((one) => attribute(one, "id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const one of elements) {
      const labelled = attribute(one, "aria-labelledby");
      if (labelled !== undefined) expect(ids).toContain(labelled);
    }
    for (const head of named("th")) expect(["col", "row"]).toContain(attribute(head, "scope"));
    for (const table of named("table")) expect(attribute(table, "aria-label")).toBeTruthy();
    for (const picture of named("svg")) {
      expect(attribute(picture, "aria-label") ?? attribute(picture, "aria-hidden")).toBeTruthy();
    }
  });

  it("allows itself one style sheet by its hash, and nothing else", () => {
    const policy = named("meta").find((one) => attribute(one, "http-equiv") === "Content-Security-Policy");
    const [style] = named("style");
    const hash = createHash("sha256")
      .update(style ? textOf(style) : "")
      .digest("base64");
    expect(policy && attribute(policy, "content")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(style && textOf(style)).not.toMatch(/url\(|@import|@font-face/);
    expect(elements.flatMap((one) => attribute(one, "style") ?? [])).toEqual([]);
  });

  it("has one script, which no browser runs: the report as data, at its end", () => {
    const scripts = named("script");
    expect(scripts.map(({ attrs }) => attrs.map(({ name, value }) => [name, value]))).toEqual([
      [
        ["type", "application/json"],
        ["id", "evidence"],
      ],
    ]);
    expect(scripts.map((one) => JSON.parse(textOf(one)))).toEqual([aReport()]);
    expect(elements.at(-1)).toBe(scripts[0]);
    expect(elements.flatMap(({ attrs }) => attrs.filter(({ name }) => /^on|^src/.test(name)))).toEqual([]);
  });

  it("is the same for the same report", () => {
    expect(reportHtml(aReport())).toBe(reportHtml(structuredClone(aReport())));
  });

  it("links to consoles of AWS and to ATT&CK, and to nothing that a finding brought along", () => {
    const evil = "https://evil.example/console.aws.amazon.com/";
    const report = aReport({
      links: { detective: evil, report: "javascript:alert(1)", markdown: `${evil}?.console.aws.amazon.com/` },
    });
    const hosts = readHtml(reportHtml(report)).elements.flatMap((one) => attribute(one, "href") ?? []);
    expect(new Set(hosts.map((href) => href.replace(/^(https:\/\/[^/]+\/|#).*/, "$1")))).toEqual(
      new Set(["#", "https://attack.mitre.org/"]),
    );
  });

  it("keeps the lines for a shell as they are", () => {
    const cli = ['aws iam x --policy \'{"a":"<b>"}\' && echo "$HOME"', "second line"];
    const now = [{ text: "Do", cli, why: "Because" }];
    const { elements: all } = readHtml(reportHtml(aReport({ story: aStory({ now }) })));
    expect(all.filter(({ tagName }) => tagName === "pre").map(textOf)).toEqual(cli);
  });
});
