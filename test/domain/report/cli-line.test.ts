import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { aws, canWriteLines, jmesLiteral, option, shellWord } from "#domain/report/cli-line.ts";
import { everyHostileText } from "#test/hostile/corpus.ts";

/** The words that a shell makes of a line. */
function wordsOf(line: string): readonly string[] {
  const { stdout } = spawnSync("sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" });
  return stdout.split("\0").slice(0, -1);
}

// A shell ends its arguments at NUL, and no argument can hold half of a surrogate pair.
const passable = everyHostileText.map((text) => text.toWellFormed().replaceAll("\0", ""));

describe("shellWord()", () => {
  it("is one word of a real shell for a thousand hostile texts", () => {
    expect(passable.length).toBeGreaterThan(1_000);
    for (let at = 0; at < passable.length; at += 100) {
      const texts = passable.slice(at, at + 100);
      expect(wordsOf(texts.map(shellWord).join(" "))).toEqual(texts);
    }
  });
});

describe("option()", () => {
  it("is an option and its value", () => {
    expect(option("user-name", "jane")).toBe("--user-name 'jane'");
  });

  it("keeps a value that looks like an option the value of its option", () => {
    expect(wordsOf(option("user-name", "--debug"))).toEqual(["--user-name=--debug"]);
  });
});

describe("aws()", () => {
  it("names the Region first, so that the line works in every partition", () => {
    expect(aws("cn-north-1", "iam get-role", option("role-name", "ci"))).toBe(
      "aws iam get-role --region cn-north-1 --role-name 'ci'",
    );
  });
});

describe("canWriteLines()", () => {
  it.each([
    ["ci-deploy", "eu-west-1", true],
    ["-x,y=z@example.com", "us-gov-east-1", true],
    ["file:///etc/passwd", "eu-west-1", false],
    ["a'; rm -rf ~ #", "eu-west-1", false],
    ["ci-deploy", "eu-west-1; id", false],
  ])("of %s in %s is %s", (name, region, can) => expect(canWriteLines(name, region)).toBe(can));
});

describe("jmesLiteral()", () => {
  it("is JSON between backticks that no backtick inside can end", () => {
    expect(jmesLiteral('a`b"c')).toBe('`"a\\`b\\"c"`');
    expect(jmesLiteral(["a", "b"])).toBe('`["a","b"]`');
  });
});
