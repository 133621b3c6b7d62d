import { describe, expect, it } from "vitest";
import { indexHtml } from "#domain/report/pages/index-html.ts";
import { reportHtml } from "#domain/report/pages/report-html.ts";
import { reportMarkdown } from "#domain/report/pages/report-markdown.ts";
import { aReport } from "#test/builders/brief.ts";
import { attribute, readHtml, shape, textOf } from "#test/domain/report/pages/html-reader.ts";
import { outline } from "#test/domain/report/pages/markdown-reader.ts";
import { everyHostileText, showsOnly } from "./corpus.ts";
import { fullReport, reportWith } from "./hostile-report.ts";

const pages: Readonly<Record<string, (text: string) => string>> = {
  "page of a report": (text) => reportHtml(reportWith(text), text),
  "index of reports": (text) => indexHtml([{ report: reportWith(text), file: text }]),
};
const harmless = [reportHtml(fullReport), reportHtml(aReport()), indexHtml([{ report: fullReport, file: "a.html" }])];
const allowed = new Set(harmless.flatMap((html) => readHtml(html).elements.map(shape)));
const ours = ({ attrs }: { readonly attrs: readonly { readonly value: string }[] }) =>
  attrs.map(({ value }) => value).join(" ");
const goesTo = /^(?:#content$|https:\/\/attack\.mitre\.org\/|https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/)/;

describe.each(Object.entries(pages))("a hostile text in every place of the %s", (name, written) => {
  it("makes no element, no attribute, no link and nothing that does not show", () => {
    for (const text of everyHostileText) {
      const { elements, errors } = readHtml(written(text));
      const foreign = elements.map(shape).filter((one) => !allowed.has(one));
      const links = elements.flatMap((one) => attribute(one, "href") ?? []).filter((href) => !goesTo.test(href));
      const isOrdinaryFile = name.startsWith("index") && /^[\w-][\w./-]*$/.test(text);
      expect([text, errors, foreign, isOrdinaryFile ? [] : links]).toEqual([text, [], [], []]);
      const [body] = elements.filter(({ tagName }) => tagName === "body");
      const shown = (body ? textOf(body) : "").replaceAll("\n", "");
      expect([text, showsOnly(shown)]).toEqual([text, []]);
      const scripts = elements.filter(({ tagName }) => tagName === "script");
      expect([text, scripts.map(ours)]).toEqual([text, name.startsWith("index") ? [] : ["application/json evidence"]]);
      expect([text, scripts.flatMap((one) => showsOnly(textOf(one)))]).toEqual([text, []]);
    }
  });
});

describe("a hostile text in every place of the Markdown of a report", () => {
  const blank = outline(reportMarkdown(reportWith("a")));
  const words = new Set(blank);

  it("makes nothing that the report did not have", () => {
    for (const text of everyHostileText) {
      const found = outline(reportMarkdown(reportWith(text), text));
      expect([text, found.filter((name) => !words.has(name))]).toEqual([text, []]);
      expect([text, found.filter((name) => name.startsWith("heading")).length]).toEqual([
        text,
        blank.filter((name) => name.startsWith("heading")).length,
      ]);
    }
  });

  it("shows nothing that moves, hides or turns round", () => {
    for (const text of everyHostileText) {
      const shown = reportMarkdown(reportWith(text), text).replaceAll("\n", "");
      expect([text, showsOnly(shown)]).toEqual([text, []]);
    }
  });
});
