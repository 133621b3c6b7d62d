import { describe, expect, it } from "vitest";
import type { SeverityLabel } from "#domain/contract.ts";
import { indexHtml } from "#domain/report/pages/index-html.ts";
import { aReport } from "#test/builders/brief.ts";
import { attribute, readHtml, textOf } from "./html-reader.ts";

const entry = (file: string, severity?: SeverityLabel, createdAt = "2026-11-19T02:25:00.000Z") => {
  const { severity: _, ...report } = aReport({ createdAt });
  return { report: severity === undefined ? report : { ...report, severity }, file };
};
const filesOf = (html: string) =>
  readHtml(html).elements.flatMap((one) => (one.tagName === "a" ? (attribute(one, "href") ?? []) : []));

describe("indexHtml()", () => {
  it("leads to every report, the gravest first, of those the newest; what is not rated comes last", () => {
    const html = indexHtml([
      entry("d.html"),
      entry("c.html", "LOW"),
      entry("b.html", "CRITICAL", "2026-11-18T02:25:00.000Z"),
      entry("a/a.html", "CRITICAL"),
    ]);
    expect(filesOf(html)).toEqual(["#content", "a/a.html", "b.html", "c.html", "d.html"]);
  });

  it("counts them by how grave they are", () => {
    const html = indexHtml([entry("a.html", "CRITICAL"), entry("b.html", "CRITICAL"), entry("c.html")]);
    expect(
      readHtml(html)
        .elements.filter(({ tagName }) => tagName === "p")
        .map(textOf),
    ).toContain("3 investigations: 2 critical, 1 not rated.");
  });

  it.each(["../x.html", "/etc/passwd", "https://evil.example", "javascript:alert(1)", "a b.html", "a//b", ".x"])(
    "links to no file like %s",
    (file) => {
      expect(filesOf(indexHtml([entry(file)]))).toEqual(["#content"]);
    },
  );

  it("says so when there is no report", () => {
    expect(indexHtml([])).toContain("There is no report yet.");
  });
});
