import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = "test/scenarios/simulation";

/** Which test files name a fault kind, by its name; from the project's root, which has to be the working directory. */
export function directedTests(): (kind: string) => readonly string[] {
  const files = readdirSync(folder, { recursive: true })
    .map((file) => join(folder, String(file)))
    .filter((file) => file.endsWith(".test.ts"))
    .sort();
  const texts = files.map((file) => ({ file, text: readFileSync(file, "utf8") }));
  return (kind) => texts.flatMap(({ file, text }) => (text.includes(`"${kind}"`) ? [file] : []));
}
