import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { firstCheckpoint } from "#cli/backfill/checkpoint.ts";
import { checkpointFile } from "#cli/backfill/checkpoint-file.ts";

const folder = () => mkdtempSync(join(tmpdir(), "checkpoint-"));
const selection = {
  accountId: "111122223333",
  region: "eu-west-1",
  stack: "Gumshoe",
  since: "7d",
  severity: "HIGH",
} as const;
const checkpoint = firstCheckpoint(selection, { since: 0, until: 1_000 });

describe("checkpointFile()", () => {
  it("reads what was written last, and leaves nothing else beside it", async () => {
    const at = folder();
    const file = checkpointFile(join(at, "backfill.json"));
    await file.write(checkpoint);
    await file.write({ ...checkpoint, pass: "attack-sequences" });
    expect(await file.read()).toEqual({ ...checkpoint, pass: "attack-sequences" });
    expect(readdirSync(at)).toEqual(["backfill.json"]);
  });

  it("has nothing to read before the first write and after the removal", async () => {
    const file = checkpointFile(join(folder(), "backfill.json"));
    expect(await file.read()).toBeUndefined();
    await file.write(checkpoint);
    await file.remove();
    await file.remove();
    expect(await file.read()).toBeUndefined();
  });

  it.each(["", "{", "[]", '{"v":2}'])("refuses a file that holds %j", async (text) => {
    const path = join(folder(), "backfill.json");
    writeFileSync(path, text);
    await expect(checkpointFile(path).read()).rejects.toThrow(/Cannot resume from ".*": it is no checkpoint/);
  });
});
