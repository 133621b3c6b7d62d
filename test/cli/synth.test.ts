import { readdir } from "node:fs/promises";
import { describe, expect, it, vi } from "vitest";
import { synthesized } from "#cli/synth.ts";

const making = async () => (await readdir(".")).filter((name) => name.startsWith("cdk.out-making-"));

describe("synthesized()", () => {
  it("makes a template once for all who ask at the same time, whatever the order of their settings", async () => {
    const folders = await Promise.all([
      synthesized({ directGuardDuty: true, findingsV2: true }, () => {}),
      synthesized({ findingsV2: true, directGuardDuty: true }, () => {}),
    ]);
    expect(new Set(folders).size).toBe(1);
    expect(folders[0]).toMatch(/\/cdk\.out-[0-9a-f]{8}$/);
    expect(await readdir(folders[0])).toContain("manifest.json");

    const onSynth = vi.fn();
    expect(await synthesized({ findingsV2: true, directGuardDuty: true }, onSynth)).toBe(folders[0]);
    expect(onSynth).not.toHaveBeenCalled();
  }, 120_000);

  it("leaves nothing behind when the CDK fails, and tells what it said", async () => {
    const before = await making();
    await expect(synthesized({ batchSize: 0 }, () => {})).rejects.toThrow(
      /^Cannot synthesize the template: .*batchSize/s,
    );
    expect((await making()).filter((name) => !before.includes(name))).toEqual([]);
  }, 120_000);
});
