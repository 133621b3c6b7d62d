import { describe, expect, it } from "vitest";
import { readEnv } from "#adapters/env.ts";

describe("readEnv()", () => {
  it("reads and freezes what is asked for, and nothing else", () => {
    const env = readEnv(["TABLE_NAME", "SETTINGS"], {
      TABLE_NAME: "gumshoe",
      SETTINGS: '{"attachedRoles":true,"notePolicy":"append"}',
      SECRET: "x",
    });
    expect(env).toEqual({
      TABLE_NAME: "gumshoe",
      SETTINGS: {
        ...{ attachedRoles: true, notePolicy: "append", joinToleranceMinutes: 15, maxAttempts: 5 },
        ...{ allowedRegions: [], allowedAccounts: [], deniedAccounts: [] },
      },
    });
    expect(Object.isFrozen(env)).toBe(true);
  });

  it.each([
    { settings: "{", problem: "SETTINGS: JSON is wanted" },
    { settings: '{"notePolicy":"shout"}', problem: "SETTINGS.notePolicy: " },
    { settings: '{"noteePolicy":"append"}', problem: 'SETTINGS: Unrecognized key: "noteePolicy"' },
  ])("lists every problem when SETTINGS is $settings", ({ settings, problem }) => {
    const read = () =>
      readEnv(["TABLE_NAME", "INTAKE_QUEUE_URL", "SETTINGS"], { INTAKE_QUEUE_URL: "q", SETTINGS: settings });
    expect(read).toThrow(expect.objectContaining({ name: "InvalidSettings" }));
    for (const part of ["Cannot read the environment: ", "TABLE_NAME: ", "INTAKE_QUEUE_URL: ", problem]) {
      expect(read).toThrow(part);
    }
  });
});
