import { readFileSync, writeFileSync } from "node:fs";
import { busEventSchemas } from "#domain/bus-event.ts";
import { generatedParts, withPart } from "./generated.ts";

for (const { file, name, content } of generatedParts) {
  writeFileSync(file, withPart(readFileSync(file, "utf8"), name, content()));
}

for (const [file, schema] of busEventSchemas()) {
  writeFileSync(`docs/events/${file}`, `${JSON.stringify(schema, null, 2)}\n`);
}
