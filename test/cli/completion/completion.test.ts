import { execFileSync, spawnSync } from "node:child_process";
import { Argument, Command, Option } from "commander";
import { describe, expect, it } from "vitest";
import { bashScript } from "#cli/completion/bash-script.ts";
import { commandWords } from "#cli/completion/command-words.ts";
import { fishScript } from "#cli/completion/fish-script.ts";
import { zshScript } from "#cli/completion/zsh-script.ts";
import { commandTree } from "#cli/program.ts";

const words = commandWords(commandTree(() => {}));
const small = commandWords(
  new Command("gumshoe").addCommand(
    new Command("paint")
      .description("it's: paint")
      .addArgument(new Argument("<what>").choices(["wall", "door"]))
      .addOption(new Option("-c, --colour <name>", "the colour").choices(["red", "blue"]))
      .option("--from <file>", "a file")
      .option("--coats <number>", "how many"),
  ),
);

/** What bash offers for a line whose last word is being typed. */
function offered(script: string, ...typed: readonly string[]): readonly string[] {
  const line = ["gumshoe", ...typed];
  const given = line.map((word) => `'${word}'`).join(" ");
  const ask = `${script}\nCOMP_WORDS=(${given}); COMP_CWORD=${line.length - 1}; _gumshoe; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const answer = execFileSync("bash", ["--norc", "-c", ask], { encoding: "utf8" });
  return answer.split("\n").filter((word) => word !== "");
}

describe("bashScript()", () => {
  const script = bashScript(words);

  it("registers itself for gumshoe", () => {
    const asked = execFileSync("bash", ["--norc", "-c", `${script}\ncomplete -p gumshoe`], { encoding: "utf8" });
    expect(asked).toBe("complete -F _gumshoe gumshoe\n");
  });

  it.each([
    { typed: ["do"], offers: ["doctor"] },
    { typed: ["dlq", ""], offers: ["list", "show", "replay", "discard", "--help"] },
    { typed: ["dlq", "re"], offers: ["replay"] },
    { typed: ["completion", ""], offers: ["bash", "zsh", "fish", "--help"] },
    { typed: ["doctor", "--js"], offers: ["--json"] },
    { typed: ["doctor", "--region", ""], offers: [] },
    { typed: ["backfill", "--severity", "H"], offers: ["HIGH"] },
    { typed: ["backfill", "--severity", "HIGH", "--dry"], offers: ["--dry-run"] },
    { typed: ["local", "run", "--events", "package.js"], offers: ["package.json"] },
  ])("offers $offers after $typed", ({ typed, offers }) => {
    expect(offered(script, ...typed)).toEqual(offers);
  });

  it("offers every command and every option of the tree", () => {
    for (const { path, commands, options } of words) {
      const flags = options.flatMap((option) => option.flags.filter((flag) => flag.startsWith("--")));
      const there = offered(script, ...path.split(" ").filter((word) => word !== ""), "");
      expect(there, path).toEqual(expect.arrayContaining([...commands.map(({ name }) => name), ...flags]));
    }
  });

  it("offers the choices of arguments and options, by either flag", () => {
    const own = bashScript(small);
    expect(offered(own, "paint", "")).toEqual(["wall", "door", "--colour", "--from", "--coats", "--help"]);
    expect(offered(own, "paint", "-c", "")).toEqual(["red", "blue"]);
    expect(offered(own, "paint", "--coats", "")).toEqual([]);
  });
});

/** Null where the shell is not installed. */
function complaintOf(shell: string, script: string): string | null {
  const { error, status, stderr } = spawnSync(shell, ["-n"], { input: script, encoding: "utf8" });
  if (error) return null;
  return status === 0 ? "" : stderr;
}

describe.each([
  {
    shell: "zsh",
    script: zshScript,
    choice: "compadd -- red blue",
    flag: "'--colour:the colour'",
    text: "'paint:it’s\\: paint'",
  },
  {
    shell: "fish",
    script: fishScript,
    choice: "-x -a 'red blue'",
    flag: "-s c -l colour",
    text: "-a 'paint' -d 'it\\'s: paint'",
  },
])("$shell script", ({ shell, script, choice, flag, text }) => {
  it("says every choice, flag and description in the shell's own way", () => {
    expect(script(small)).toContain(choice);
    expect(script(small)).toContain(flag);
    expect(script(small)).toContain(text);
  });

  it("knows every command and option", () => {
    const made = script(words);
    for (const { path, options } of words) {
      expect(made, path).toContain(path);
      for (const { flags } of options) expect(made).toContain(flags.at(-1)?.replace(/^--/, ""));
    }
  });

  it("is one that the shell reads, where it is installed", () => {
    expect(complaintOf(shell, script(words)) ?? "").toBe("");
  });
});
