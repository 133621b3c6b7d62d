import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { doctor } from "#cli/commands/doctor.ts";
import { renderDoctor } from "#cli/doctor/render-doctor.ts";
import { shellFor } from "#cli/doctor/shell.ts";
import { aPlace } from "../../builders/set-up.ts";

const plain = pc.createColors(false);
const shell = shellFor({ region: "eu-west-1", stack: "Gumshoe" }, "");

describe("renderDoctor()", () => {
  it("puts meaning and remedy under what is wrong, one by one when there are several", async () => {
    const place = aPlace({ graph: async () => undefined, alarms: async () => [], denied: async () => undefined });
    const lines = renderDoctor(await doctor(place, shell), plain).split("\n");
    const at = lines.findIndex((line) => line.includes("detective"));
    expect(lines.slice(at, at + 7)).toEqual([
      "✗ detective         2 problems",
      "    ✗ no behavior graph in eu-west-1",
      "      Findings of that Region are parked: nobody can investigate them",
      "      → aws detective create-graph --region eu-west-1",
      "    ✗ no behavior graph in eu-north-1",
      "      Findings of that Region are parked: nobody can investigate them",
      "      → aws detective create-graph --region eu-north-1",
    ]);
    expect(lines).toContain("– permissions       IAM's policy simulator is not there");
    expect(lines.at(-1)).toBe("Not ready: 21 passed, 0 to be looked at, 1 failed, 1 skipped");
  });
});
