import { readFileSync, writeFileSync } from "node:fs";
import { generatedParts, withPart } from "./generated.ts";

for (const { file, name, content } of generatedParts) {
  writeFileSync(file, withPart(readFileSync(file, "utf8"), name, content()));
}
