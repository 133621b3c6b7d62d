import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { output } from "#cli/output.ts";
import { program } from "#cli/program.ts";
import { synthesized } from "#cli/synth.ts";
import { anAsffFinding } from "#test/builders/finding.ts";

const role = "arn:aws:iam::111122223333:role/deploy";
let folder: string;
const file = (name: string) => join(folder, name);

let stdout: string[];
let stderr: string[];
beforeEach(() => {
  [stdout, stderr] = [[], []];
  vi.spyOn(output, "report").mockImplementation((text) => void stdout.push(text));
  vi.spyOn(output, "note").mockImplementation((text) => void stderr.push(text));
});

beforeAll(async () => {
  await synthesized({}, () => {});
  folder = await mkdtemp(join(tmpdir(), "program-"));
  const files = {
    "good.json": anAsffFinding(),
    "low.json": anAsffFinding({ Severity: { Label: "LOW" } }),
    "failing.json": { principals: { [role]: { durationSeconds: 60, status: "FAILED" } } },
    "wrong.json": { principals: { [role]: { durationSeconds: -1, status: "DONE" } }, nonMember: [] },
  };
  for (const [name, content] of Object.entries(files)) await writeFile(file(name), JSON.stringify(content));
  await writeFile(file("broken.json"), "{");
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

const run = (...options: readonly string[]) => program(["local", "run", ...options]);

describe("program() exits", () => {
  it.each([
    { code: 0, what: "an enriched finding", options: () => ["--events", file("good.json")], outcome: "enriched" },
    { code: 0, what: "a skipped finding", options: () => ["--events", file("low.json")], outcome: "skipped" },
    { code: 0, what: "a rejected input", options: () => ["--events", file("broken.json")], outcome: undefined },
    {
      code: 2,
      what: "a parked finding",
      options: () => ["--events", file("good.json"), "--behaviour", file("failing.json")],
      outcome: "parked",
    },
    {
      code: 0,
      what: "a parked finding that is tolerated",
      options: () => ["--events", file("good.json"), "--behaviour", file("failing.json"), "--tolerate-parked"],
      outcome: "parked",
    },
  ])("with $code for $what, and prints one object", async ({ code, options, outcome }) => {
    expect(await run(...options(), "--json")).toBe(code);
    expect(stdout).toHaveLength(1);
    const report = JSON.parse(stdout.join(""));
    expect(report.findings[0]?.outcome).toBe(outcome);
    expect(report.conservation.holds).toBe(true);
  });

  it.each([
    { what: "an unknown command", argv: ["fly"], said: "unknown command 'fly'\n(gumshoe --help" },
    {
      what: "an unknown command of local",
      argv: ["local", "fly"],
      said: "unknown command 'fly'\n(gumshoe local --help",
    },
    {
      what: "an unknown option",
      argv: ["local", "run", "--fly"],
      said: "unknown option '--fly'\n(gumshoe local run --help",
    },
    { what: "an argument too many", argv: ["local", "run", "x"], said: "too many arguments" },
    { what: "no command", argv: [], said: "SYNOPSIS\n  gumshoe <command>" },
    {
      what: "no such events",
      argv: ["local", "run", "--events", "/nowhere"],
      said: 'Cannot read events from "/nowhere"',
    },
    {
      what: "no such behaviour",
      argv: ["local", "run", "--behaviour", "/nowhere"],
      said: 'Cannot read behaviour from "/nowhere"',
    },
    { what: "an unknown setting", argv: ["local", "run", "--set", "a=1"], said: 'there is no setting "a"' },
    { what: "no account", argv: ["local", "run", "--account", "12"], said: 'Cannot use --account "12": 12 digits' },
    { what: "no Region", argv: ["local", "serve", "--region", "x"], said: 'Cannot use --region "x"' },
    { what: "no port", argv: ["local", "serve", "--port", "70000"], said: 'Cannot use --port "70000"' },
  ])("with 1 for $what, saying so on standard error alone", async ({ argv, said }) => {
    expect(await program(argv)).toBe(1);
    expect(stderr.join("\n")).toContain(said);
    expect(stdout).toEqual([]);
  });

  it("with 1 for a behaviour file that is wrong, listing every problem", async () => {
    expect(await run("--behaviour", file("wrong.json"))).toBe(1);
    expect(stderr.join("\n")).toMatch(/nonMember.*durationSeconds.*status|durationSeconds.*status.*nonMember/s);
  });

  it.each([["--help"], ["local", "--help"], ["local", "run", "--help"], ["local", "serve", "--help"]])(
    "with 0 after the help of %s %s %s, which fits 80 columns and tells the exit codes",
    async (...argv) => {
      expect(await program(argv)).toBe(0);
      const help = stdout.join("");
      expect(help).toMatch(/EXIT STATUS\n {2}0 {2}/);
      expect(help.split("\n").filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it("with 0 after the version", async () => {
    expect(await program(["--version"])).toBe(0);
    expect(stdout.join("").trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe("gumshoe local run", () => {
  it("plays where it is told to", async () => {
    await run("--events", file("good.json"), "--account", "444455556666", "--region", "eu-north-1", "--json");
    const { userDefinedFields } = JSON.parse(stdout.join("")).findings[0];
    expect(userDefinedFields.gumshoeExecution).toContain(":eu-north-1:444455556666:");
  });
});
