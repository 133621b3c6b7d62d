import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textAt, valueAt } from "#domain/json.ts";
import { indexHtml } from "#domain/report/pages/index-html.ts";
import { reportHtml } from "#domain/report/pages/report-html.ts";
import { type Browser, installedBrowser, type Message, startBrowser, type Tab } from "#test/browser/chromium.ts";
import { everyHostileText } from "#test/hostile/corpus.ts";
import { reportWith } from "#test/hostile/hostile-report.ts";

const executable = installedBrowser();

// A page is opened sooner than it is drawn: some bodies share one, each as it would be alone.
const togetherMax = 12;
// Half a minute on an ordinary machine; nothing of it depends on how long it takes.
const patienceMs = 1_800_000;

describe.skipIf(executable === undefined)(
  `hostile texts in a browser (${executable ?? "none found: GUMSHOE_BROWSER or the PATH names a Chromium"})`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), "gumshoe-pages-"));
    const file = join(folder, "report.html");
    const url = pathToFileURL(file).href;
    let browser: Browser;
    let tab: Tab;

    beforeAll(async () => {
      browser = startBrowser(executable ?? "");
      tab = await browser.tab();
    });
    afterAll(async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    });

    const opened = async (html: string): Promise<readonly string[]> => {
      writeFileSync(file, html);
      return (await tab.open(url)).flatMap(happening);
    };
    // A comment that a text begins would swallow what comes after it, and leave no trace.
    const count = async (selector: string): Promise<unknown> => {
      const expression = `document.querySelectorAll("${selector}").length`;
      return valueAt(await tab.send("Runtime.evaluate", { expression }), "result", "value");
    };

    it("open no dialog, send no request and leave nothing on the console", { timeout: patienceMs }, async () => {
      for (let at = 0; at < everyHostileText.length; at += togetherMax) {
        const texts = everyHostileText.slice(at, at + togetherMax);
        const seen = await opened(joined(texts.map((text) => reportHtml(reportWith(text), text))));
        expect([texts, seen]).toEqual([texts, [`GET ${url}`]]);
        expect([texts, await count("body > footer > dl > div")]).toEqual([texts, 2 * texts.length]);
      }
    });

    it("do no more in an index of reports", { timeout: patienceMs }, async () => {
      for (let at = 0; at < everyHostileText.length; at += 50) {
        const entries = everyHostileText.slice(at, at + 50).map((text) => ({ report: reportWith(text), file: text }));
        expect(await opened(indexHtml(entries))).toEqual([`GET ${url}`]);
        expect(await count("body > main > section > table > tbody > tr")).toBe(entries.length);
      }
    });

    it("would be seen, if they did", async () => {
      const page = "<img src=missing.png><script>console.log('x')</script><script>alert(1)</script>";
      const seen = await opened(page);
      expect(seen).toEqual(expect.arrayContaining([`GET ${url}`, "console", "dialog"]));
      expect(seen.join()).toContain("missing.png");
      await tab.send("Page.handleJavaScriptDialog", { accept: true });
    });
  },
);

function joined(pages: readonly string[]): string {
  const [first = "", ...others] = pages;
  const bodies = others.map((page) =>
    page.slice(page.indexOf("<body>") + "<body>".length, page.lastIndexOf("</body>")),
  );
  return first.replace("</body>", () => `${bodies.join("")}</body>`);
}

function happening({ method, params }: Message): readonly string[] {
  if (method === "Network.requestWillBeSent") return [`GET ${textAt(params, "request", "url")}`];
  if (method === "Page.javascriptDialogOpening") return ["dialog"];
  if (method === "Runtime.consoleAPICalled" || method === "Runtime.exceptionThrown") return ["console"];
  return method === "Log.entryAdded" ? [`log ${textAt(params, "entry", "text")}`] : [];
}
