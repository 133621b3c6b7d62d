import { describe, expect, it } from "vitest";
import { evidenceIn } from "#domain/report/pages/evidence-in.ts";
import { reportHtml } from "#domain/report/pages/report-html.ts";
import { aReport, aStory } from "#test/builders/brief.ts";
import { everyHostileText } from "#test/hostile/corpus.ts";
import { fullReport, reportWith } from "#test/hostile/hostile-report.ts";

const page = reportHtml(aReport(), "1.2.3");
const opening = '<script type="application/json" id="evidence">';
const fake = `${opening}${JSON.stringify(aReport({ severity: "LOW" }))}</script>`;
const tagged = aReport({ story: aStory({ how: ["<b>"] }) });
const start = page.indexOf(opening);

describe("evidenceIn()", () => {
  it("reads the report that the page was made of", () => {
    expect(evidenceIn(page)).toEqual(aReport());
    expect(evidenceIn(reportHtml(fullReport))).toEqual(fullReport);
  });

  it("reads every hostile text as it was, in whatever place", () => {
    expect(everyHostileText.length).toBeGreaterThan(1_000);
    for (const text of everyHostileText) {
      const report = aReport({ story: aStory({ how: [text.slice(0, 400)], where: [`x${text.slice(0, 399)}`] }) });
      expect(evidenceIn(reportHtml(report, text))).toEqual(report);
    }
  });

  it.each([
    fake,
    `</script>${fake}`,
    `</script></body></html>\n${fake}</body></html>\n`,
    `${opening}`,
    "<!--<script>",
    "<!-- <script> </script",
    "]]></script\n>",
    "\u2028</script>\u2029",
    "\\u003c/script>",
    "\ud800</script>\udc00",
  ])("is not misled by the text %j", (text) => {
    const report = aReport({ story: aStory({ how: [text.slice(0, 400)], caveats: [text.slice(0, 240)] }) });
    expect(evidenceIn(reportHtml(report, text))).toEqual(report);
    expect(evidenceIn(reportHtml(reportWith(text), text))?.severity).not.toBe("LOW");
  });

  it.each([
    ["has none", "<!doctype html>\n<html><body></body></html>\n"],
    ["is empty", ""],
    ["is nothing but an end", "</script></body></html>\n"],
    ["is cut short", page.slice(0, -20)],
    ["goes on after its end", `${page}${fake}</body></html>\n`],
    ["has a second block before it", page.replace("<main", `${fake}<main`)],
    ["has a second block behind it", page.replace("</body>", `${fake}</body>`)],
    ["has another kind of script there", page.replace('type="application/json"', 'type="text/javascript"')],
    ["holds a tag there", `${page.slice(0, start)}${opening}${JSON.stringify(tagged)}</script></body></html>\n`],
    ["holds no JSON there", `${page.slice(0, start)}${opening}{</script></body></html>\n`],
    ["holds something else there", `${page.slice(0, start)}${opening}{"schema":2}</script></body></html>\n`],
    ["nests without end there", `${page.slice(0, start)}${opening}${"[".repeat(9_999)}</script></body></html>\n`],
  ])("answers undefined for a page that %s", (_, html) => {
    expect(evidenceIn(html)).toBeUndefined();
  });
});
