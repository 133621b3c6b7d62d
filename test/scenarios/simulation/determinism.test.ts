import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { type Blueprint, blueprintOf } from "#simulation/blueprint.ts";
import { faultKinds } from "#simulation/faults/kinds.ts";
import { runSeed } from "#simulation/run.ts";

const run = promisify(execFile);
const seeds = [1, 2, 3, 4, 5];
const noon = Date.UTC(2026, 10, 20, 12);
let blueprint: Blueprint;

beforeAll(async () => {
  blueprint = await blueprintOf("cdk.out");
});

const hashOf = async (seed: number) => (await runSeed(seed, { blueprint, findings: 20, kinds: faultKinds })).traceHash;

describe("runSeed()", () => {
  it("does the same, in the same order, at the same instants, when a seed is played again", async () => {
    for (const seed of seeds) expect(await hashOf(seed), `seed ${seed}`).toBe(await hashOf(seed));
  });

  it("does something else for each seed", async () => {
    expect(new Set(await inTurn(seeds)).size).toBe(seeds.length);
  });

  it("does the same in another process", async () => {
    for (const seed of seeds.slice(0, 2)) {
      const args = ["cli/with-template.mjs", "simulation/main.ts", "--seed", String(seed), "--json"];
      const { stdout } = await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }).catch((error) => error);
      expect(JSON.parse(stdout).traceHash, `seed ${seed}`).toBe(await hashOf(seed));
    }
  });

  it("throws what nobody expects of a world, and tells where it comes from", async () => {
    const play = () => {
      throw new TypeError("nobody expects it");
    };
    const story = () => ({ startAtMs: noon, acts: [{ atMs: noon, what: "something breaks", play }] });
    const failure = runSeed(1, { blueprint, findings: 1, kinds: [], story });
    await expect(failure).rejects.toMatchObject({ stack: expect.stringMatching(/nobody expects it\n +at \S*play /) });
  });

  it("is the same up to the limit when fewer faults strike", async () => {
    const linesOf = async (strikesMax?: number) => {
      const lines: string[] = [];
      const onLine = (line: string, atMs: number) => void lines.push(`${atMs} ${line}`);
      const limit = strikesMax === undefined ? {} : { strikesMax };
      const { strikes } = await runSeed(2, { blueprint, findings: 20, kinds: faultKinds, onLine, ...limit });
      return { lines, strikes };
    };
    const whole = await linesOf();
    const kept = Math.floor(whole.strikes.length / 2);
    const shortened = await linesOf(kept);
    expect(shortened.strikes).toEqual(whole.strikes.slice(0, kept));
    const differs = whole.lines.findIndex((line, at) => line !== shortened.lines[at]);
    const struck = whole.lines
      .slice(0, differs === -1 ? undefined : differs)
      .filter((line) => line.includes(" FAULT "));
    expect(struck.length).toBeLessThanOrEqual(kept);
  });
});

async function inTurn(all: readonly number[]): Promise<readonly string[]> {
  const hashes: string[] = [];
  for (const seed of all) hashes.push(await hashOf(seed));
  return hashes;
}
