import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parseResult } from "../result.ts";
import { chartsFolder, deployFile, deployPage, reportFiles, resultsFile } from "./files.ts";

// To be run from the root of the project. Charts that the result has no numbers for do not stay behind.
const result = parseResult(JSON.parse(readFileSync(resultsFile, "utf8")));
const template = JSON.parse(readFileSync("cdk.out/Gumshoe.template.json", "utf8"));
const files = reportFiles(result);
rmSync(chartsFolder, { recursive: true, force: true });
mkdirSync(chartsFolder, { recursive: true });
for (const [file, content] of files) writeFileSync(file, content);
writeFileSync(deployFile, deployPage(result, template));
