import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { compilePattern } from "#local/event-pattern/compile-pattern.ts";

interface PatternCase {
  readonly name: string;
  readonly pattern: unknown;
  readonly event: unknown;
  readonly matches: boolean;
}

export interface PatternCasesResult {
  readonly passed: number;
  readonly failed: number;
  readonly unsupported: number;
  /** One line for each case that did not pass, and for each quirk on which the matcher differs. */
  readonly lines: string[];
}

type Verdict = { readonly kind: "passed" } | { readonly kind: "failed" | "unsupported"; readonly why: string };

/**
 * Holds the event pattern matcher to cases decided by AWS's event-ruler: every `*.ndjson` below `folder`, one
 * `{name, pattern, event, matches}` a line. A case named in a `quirks.json` (lists of names) that differs is only listed.
 */
export async function runEventPatternCases(folder: string): Promise<PatternCasesResult> {
  const files = (await readdir(folder, { recursive: true })).sort();
  const texts = (ending: string) =>
    Promise.all(files.filter((file) => file.endsWith(ending)).map((file) => readFile(join(folder, file), "utf8")));
  const quirks = new Set((await texts("quirks.json")).flatMap((text) => quirkNames(JSON.parse(text))));
  const cases = (await texts(".ndjson")).flatMap(casesOf);
  const result = { passed: 0, failed: 0, unsupported: 0, lines: [] as string[] };
  for (const patternCase of cases) {
    const verdict = verdictOn(patternCase);
    const isQuirk = quirks.has(patternCase.name);
    if (verdict.kind === "passed") result.passed++;
    else if (!isQuirk) result[verdict.kind]++;
    if (verdict.kind !== "passed") {
      result.lines.push(`${isQuirk ? "quirk" : verdict.kind} ${patternCase.name}: ${verdict.why}`);
    }
  }
  return result;
}

function quirkNames(quirks: unknown): string[] {
  return Object.values(quirks as object)
    .filter(Array.isArray)
    .flat();
}

function casesOf(text: string): PatternCase[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));
}

function verdictOn({ pattern, event, matches }: PatternCase): Verdict {
  try {
    const found = compilePattern(pattern)(event);
    return found === matches ? { kind: "passed" } : { kind: "failed", why: `matches is ${found}, want ${matches}` };
  } catch (error) {
    return { kind: "unsupported", why: String(error) };
  }
}
