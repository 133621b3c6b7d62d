import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { installedBrowser, startBrowser } from "./chromium.ts";

/** Draws docs/report.png: the beginning of the report of the role ci-deploy, as a desktop shows it. */
async function main(): Promise<void> {
  const executable = installedBrowser();
  if (executable === undefined)
    throw new Error("Cannot draw the report: GUMSHOE_BROWSER or the PATH is to name a Chromium");
  const browser = startBrowser(executable);
  try {
    const tab = await browser.tab();
    const [width, height] = [1_180, 1_180];
    await tab.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    await tab.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: "light" }] });
    await tab.open(pathToFileURL("test/domain/report/pages/golden/ci-deploy.html").href);
    const { data } = await tab.send("Page.captureScreenshot", { format: "png" });
    writeFileSync("docs/report.png", Buffer.from(String(data), "base64"));
  } finally {
    await browser.close();
  }
}

await main();
