import { type AslCounts, runAslCases } from "./asl.ts";
import { runEventPatternCases } from "./event-patterns.ts";

/** The share of JSONata cases that must pass; what is refused by name does not count as passed. */
const jsonataShareMin = 0.95;

const verbose = process.argv.includes("--verbose");
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const total = { passed: 0, failed: 0 };
const broken: string[] = [];

try {
  await aslCases(process.env["ASL_CASES"]);
  await eventPatternCases(process.env["EVENT_PATTERN_CASES"]);
} catch (error) {
  broken.push(`Cannot read the cases: ${(error as Error).message}`);
}
for (const line of broken) say(`bar missed: ${line}`);
say(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = broken.length === 0 ? 0 : 1;

async function aslCases(folder: string | undefined): Promise<void> {
  if (!folder) {
    say("asl: skipped, ASL_CASES names no folder");
    return;
  }
  const { jsonata, other } = await runAslCases(folder);
  sayAsl("asl-jsonata", jsonata);
  sayAsl("asl-other", other);
  const share = jsonata.passed / (jsonata.passed + jsonata.failed + jsonata.unsupported);
  if (share < jsonataShareMin)
    broken.push(`asl-jsonata passes ${(share * 100).toFixed(1)} %, wanted ${jsonataShareMin * 100} %`);
  if (other.failed > 0) broken.push(`asl-other has ${other.failed} cases that are neither passed nor refused by name`);
  if (jsonata.passed + other.passed === 0) broken.push(`no ASL case passed in "${folder}"`);
}

function sayAsl(group: string, counts: AslCounts): void {
  for (const line of counts.problems) say(line);
  if (verbose) for (const line of counts.differences) say(`differs ${line}`);
  say(sum(group, counts));
  if (counts.causeDifferences + counts.historyDifferences > 0) {
    say(
      `${group}, apart: ${counts.causeDifferences} causes and ${counts.historyDifferences} histories differ (--verbose lists them)`,
    );
  }
}

async function eventPatternCases(folder: string | undefined): Promise<void> {
  if (!folder) {
    say("event-patterns: skipped, EVENT_PATTERN_CASES names no folder");
    return;
  }
  const counts = await runEventPatternCases(folder);
  for (const line of counts.lines) if (verbose || !line.startsWith("quirk")) say(line);
  say(sum("event-patterns", counts));
  if (counts.failed > 0) broken.push(`event-patterns has ${counts.failed} failures`);
}

function sum(
  group: string,
  counts: { readonly passed: number; readonly failed: number; readonly unsupported: number },
): string {
  total.passed += counts.passed;
  total.failed += counts.failed;
  return `${group}: ${counts.passed} passed, ${counts.failed} failed, ${counts.unsupported} unsupported`;
}
