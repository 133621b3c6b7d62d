import { readdirSync, readFileSync } from "node:fs";
import { CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { manualOf } from "#cli/help.ts";
import { allOf, commandTree } from "#cli/program.ts";
import { gumshoeWords } from "../command-line.ts";

const folders = [".", "docs", "docs/adr", "local", "statemachines"];
const documents = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .map((file) => `${folder}/${file}`),
);

/** Calls in fenced blocks: every line that begins with one in a block of shell, those after a prompt in any other. */
function shellLines(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```(\w*)\n(.*?)^```/gms)];
  return blocks.flatMap(([, language, block = ""]) => {
    const lines = block.split("\n").map((line) => line.trim());
    if (language === "sh") return lines.filter((line) => /^(npm run gumshoe|npx gumshoe|gumshoe) /.test(line));
    return lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2));
  });
}

/** Commands in running text, which may be named without their arguments. */
function mentions(text: string): readonly string[] {
  const prose = text.replaceAll(/^```.*?^```/gms, "");
  return [...prose.matchAll(/`([^`\n]*gumshoe[^`\n]*)`/g)].map(([, code]) => code ?? "");
}

/** What the command line makes of the words when nothing is carried out: "fine", or the code of its complaint. */
async function verdictOf(words: readonly string[]): Promise<string> {
  const tree = commandTree(() => {});
  for (const command of allOf(tree)) {
    command.configureOutput({ writeOut: () => {}, writeErr: () => {} });
    if (command.commands.length === 0) command.action(() => {});
  }
  try {
    await tree.parseAsync([...words], { from: "user" });
    return "fine";
  } catch (error) {
    return error instanceof CommanderError ? error.code : String(error);
  }
}

const fine = ["fine", "commander.help", "commander.helpDisplayed", "commander.version"];
/** A command that is only named lacks what it needs to run. */
const named = [...fine, "commander.missingArgument", "commander.missingMandatoryOptionValue"];

const examples = allOf(commandTree(() => {})).flatMap((command) => manualOf(command)?.examples ?? []);
const inBlocks = documents.flatMap((file) => shellLines(readFileSync(file, "utf8")));
const inText = documents.flatMap((file) => mentions(readFileSync(file, "utf8")));
const callsIn = (lines: readonly string[]) =>
  [...new Set(lines)].flatMap((line) => {
    const words = gumshoeWords(line);
    return words ? [{ line, words }] : [];
  });

describe("examples", () => {
  it.each(callsIn(examples.map(({ command }) => command)))("of the manual parse: $line", async ({ words }) => {
    expect(fine).toContain(await verdictOf(words));
  });

  it.each(callsIn(inBlocks))("in the documents parse: $line", async ({ words }) => {
    expect(fine).toContain(await verdictOf(words));
  });

  it.each(callsIn(inText))("in running text parse: $line", async ({ words }) => {
    expect(named).toContain(await verdictOf(words.filter((word) => !/^[<[]/.test(word))));
  });

  it.each([
    [["dlq", "frob"], "commander.unknownCommand"],
    [["doctor", "--frob"], "commander.unknownOption"],
    [["backfill"], "commander.missingMandatoryOptionValue"],
    [["backfill", "--since", "7d", "--severity", "BAD"], "commander.invalidArgument"],
  ])("that are wrong do not: %j", async (words, code) => {
    expect(await verdictOf(words)).toBe(code);
  });
});
