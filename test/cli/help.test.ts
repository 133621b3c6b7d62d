import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fullName, manualOf, manualPage } from "#cli/help.ts";
import { allOf, commandTree, program } from "#cli/program.ts";
import { gumshoeWords } from "./command-line.ts";

const commands = allOf(commandTree(() => {})).map((command) => ({ name: fullName(command), command }));
const names = commands.map(({ name }) => name);

describe.each(commands)("manual page of $name", ({ name, command }) => {
  const manual = manualOf(command);
  const page = manualPage(command);

  it("fits 80 columns", () => {
    expect(page.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it("says what the command is, how to call it, and how it ends", () => {
    const headings = page.split("\n").filter((line) => /^[A-Z]/.test(line));
    expect(headings).toEqual(
      expect.arrayContaining(["NAME", "SYNOPSIS", "OPTIONS", "EXAMPLES", "EXIT STATUS", "SEE ALSO"]),
    );
    expect(command.description()).toMatch(/^[^A-Z].*[^.]$/);
  });

  it("shows three different examples of this command", () => {
    const calls = manual?.examples.map((example) => gumshoeWords(example.command)?.join(" ") ?? "");
    expect(new Set(calls).size).toBe(3);
    const own = name.split(" ").slice(1).join(" ");
    expect(calls?.filter((call) => !call.startsWith(own))).toEqual([]);
  });

  it("refers only to what there is", () => {
    const missing = (manual?.seeAlso ?? []).filter((also) =>
      also.startsWith("gumshoe") ? !names.includes(also.replace(" <command>", "")) : !existsSync(also),
    );
    expect(missing).toEqual([]);
  });
});

describe("gumshoe help", () => {
  it("does not know a command that is not there", async () => {
    expect(await program(["help", "dlq", "frob"])).toBe(1);
  });
});
