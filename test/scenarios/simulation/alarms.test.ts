import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { alarmsPage } from "#simulation/alarms/alarms-page.ts";
import { alarmName, alarmsIn, type Heard, heardIn } from "#simulation/alarms/heard.ts";
import { quietDays, troubles } from "#simulation/alarms/troubles.ts";
import { truthTable } from "#simulation/alarms/truth-table.ts";
import { type Blueprint, blueprintOf } from "#simulation/blueprint.ts";

let blueprint: Blueprint;
const heard = new Map<string, Readonly<Record<string, Heard>>>();

beforeAll(async () => {
  blueprint = await blueprintOf("cdk.out");
  for (const trouble of [...troubles, ...quietDays]) heard.set(trouble.what, await heardIn(trouble, blueprint));
}, 300_000);

describe.each(troubles.map((trouble) => [trouble.what, trouble] as const))("when %s", (what, { rings }) => {
  it("what should ring does so in time, nothing else does, and all is quiet afterwards", () => {
    const alarms = heard.get(what) ?? {};
    expect(Object.keys(alarms).toSorted()).toEqual(Object.keys(rings).toSorted());
    for (const [name, { rang, quiet }] of Object.entries(alarms)) {
      expect(rang, `${name} rings`).toBeGreaterThanOrEqual(0);
      expect(rang, `${name} rings`).toBeLessThanOrEqual(rings[name] ?? 0);
      expect(quiet, `${name} is quiet again`).toBeGreaterThan(rang);
    }
  });
});

describe.each(quietDays.map(({ what }) => what))("with %s", (what) => {
  it("nothing rings", () => {
    expect(heard.get(what)).toEqual({});
  });
});

describe("every alarm of the template", () => {
  it("rings for something", () => {
    const rung = new Set(troubles.flatMap(({ rings }) => Object.keys(rings)));
    expect(
      alarmsIn(blueprint)
        .map(({ name }) => alarmName(name))
        .toSorted(),
    ).toEqual([...rung].toSorted());
  });
});

describe(alarmsPage, () => {
  it("holds what was heard just now", () => {
    const table = truthTable(troubles.map((trouble) => [trouble, heard.get(trouble.what) ?? {}]));
    expect(readFileSync(alarmsPage, "utf8")).toContain(`<!-- truth -->\n\n${table}\n\n<!-- /truth -->`);
  });
});
