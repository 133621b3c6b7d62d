import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parseResult } from "../result.ts";
import { chartsFolder, reportFiles, resultsFile } from "./files.ts";

// To be run from the root of the project. Charts that the result has no numbers for do not stay behind.
const files = reportFiles(parseResult(JSON.parse(readFileSync(resultsFile, "utf8"))));
rmSync(chartsFolder, { recursive: true, force: true });
mkdirSync(chartsFolder, { recursive: true });
for (const [file, content] of files) writeFileSync(file, content);
