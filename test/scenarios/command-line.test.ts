import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { manualOf } from "#cli/help.ts";
import { allOf, commandTree, program } from "#cli/program.ts";
import { behaviourOf } from "#local/behaviour.ts";
import { type Cloud, startCloud } from "#local/cloud.ts";
import { accountId, region } from "./local-aws.ts";

let cloud: Cloud;
let folder: string;

beforeAll(async () => {
  cloud = await startCloud({ assembly: "cdk.out", accountId, region, follow: true, behaviour: behaviourOf({}) });
  folder = mkdtempSync(join(tmpdir(), "gumshoe-cli-"));
  const entry = resolve("cli/gumshoe.mjs");
  // Examples say `gumshoe`: that is what npx and an installed package put on the path.
  writeFileSync(join(folder, "gumshoe"), `#!/bin/sh\nexec "${process.execPath}" "${entry}" "$@"\n`);
  chmodSync(join(folder, "gumshoe"), 0o755);
});

afterAll(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What leads an AWS client to the local AWS, as `local serve` tells people to set it. */
const localEnvironment = () => ({
  HOME: folder,
  AWS_ENDPOINT_URL: cloud.endpointUrl,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_EC2_METADATA_DISABLED: "true",
});

/** Runs a line as it stands, in an empty folder, on the local AWS that the environment names. */
function run(line: string, over: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const env = { ...process.env, PATH: `${folder}:${process.env["PATH"]}`, ...localEnvironment(), ...over };
  const child = spawn("bash", ["-c", line], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on("data", (chunk) => out.push(String(chunk)));
  child.stderr.on("data", (chunk) => err.push(String(chunk)));
  return new Promise((done) => child.on("close", (code) => done({ code, out: out.join(""), err: err.join("") })));
}

/** Runs `gumshoe …` in this process: the same program, without the seconds that a process of its own takes to begin. */
async function runHere(line: string): Promise<Ended> {
  for (const [name, value] of Object.entries(localEnvironment())) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const [out, err] = [heard(process.stdout), heard(process.stderr)];
  const code = await program(line.split(" ").slice(1));
  return { code, out: out.join(""), err: err.join("") };
}

/** What goes to a stream from now on, until the test is over. */
function heard(stream: NodeJS.WriteStream): readonly string[] {
  const told: string[] = [];
  const write = vi.spyOn(stream, "write").mockImplementation((text) => told.push(String(text)) > 0);
  onTestFinished(() => write.mockRestore());
  return told;
}

/** Examples that change nothing, come to an end, and need nothing but a stack. */
const harmless = /^gumshoe (doctor|status|dlq list|executions list|help)|--dry-run$|^source|^gumshoe local run$/;
const needsMore = /--local|--watch|discard|webhook/;
// What a shell, an empty folder or an installed package could make a difference to; `doctor` loads every client there is.
const inShell = /^source|^gumshoe (local run|help|doctor)$/;

const examples = allOf(commandTree(() => {}))
  .flatMap((command) => manualOf(command)?.examples ?? [])
  .map(({ command }) => command)
  .filter((line) => harmless.test(line) && !needsMore.test(line));

describe("gumshoe", () => {
  it.each([...new Set(examples)])("runs as its manual says: %s", async (line) => {
    const { code, out, err } = await (inShell.test(line) ? run : runHere)(line);
    expect(err).not.toMatch(/^Cannot|^error:/m);
    // The bundled incident ends with findings that are parked, and says so.
    expect(code).toBe(line === "gumshoe local run" ? 2 : 0);
    if (line.includes("--json")) expect(() => JSON.parse(out)).not.toThrow();
  });

  it("doctor ends with 0 when all is in order, with 2 when not, with 1 when nobody could be asked", async () => {
    const healthy = await run("gumshoe doctor");
    expect([healthy.code, healthy.out]).toEqual([0, expect.stringContaining("Ready for an incident")]);
    expect(healthy.out).not.toContain("\u001b[");
    const unhealthy = await run("gumshoe doctor --stack Other --json");
    expect([unhealthy.code, JSON.parse(unhealthy.out).verdict]).toEqual([2, "unhealthy"]);
    const nobody = await run("gumshoe doctor", { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" });
    expect([nobody.code, nobody.out]).toEqual([1, expect.stringContaining("Nothing could be checked")]);
    const nowhere = await run("gumshoe doctor", { AWS_REGION: "" });
    expect([nowhere.code, nowhere.out]).toEqual([1, expect.stringContaining("no Region is configured")]);
  });
});
