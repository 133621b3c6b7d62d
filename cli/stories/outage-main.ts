import { exitCode } from "../exit-code.ts";
import { output } from "../output.ts";
import { paintFor } from "../paint.ts";
import { spinner } from "../spinner.ts";
import { synthesized } from "../synth.ts";
import { outageStory } from "./outage.ts";

// `npm run story:outage`: tells the story, and exits 0 only when every claim held.
const assembly = await spinner("Synthesizing the template", (start) => synthesized({}, start));
const claims = await outageStory(assembly, (line) => output.report(line));
const paint = paintFor(process.stdout);
for (const { text, holds } of claims) output.report(`${holds ? paint.green("held  ") : paint.red("BROKEN")} ${text}`);
process.exitCode = claims.every(({ holds }) => holds) ? exitCode.done : exitCode.finishedWithFailures;
