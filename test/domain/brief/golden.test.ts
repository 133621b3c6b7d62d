import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { FindingBrief } from "#domain/brief/finding-brief.ts";
import { ownFields } from "#domain/fields.ts";
import { writeNote } from "#domain/note.ts";
import {
  briefOf,
  everyKind,
  executionOf,
  incident,
  incidentPlans,
  normalised,
  principalCases,
  type Sample,
} from "./samples.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../../docs/events/finding-brief.schema.json", import.meta.url), "utf8"),
);
// Formats say what the patterns beside them say too.
const isValid = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, validateFormats: false }).compile(
  schema,
);

function expectValid(brief: FindingBrief) {
  const wire = JSON.parse(JSON.stringify(brief));
  expect([isValid(wire), isValid.errors]).toEqual([true, null]);
  expect(FindingBrief.parse(wire)).toEqual(brief);
}

/** As a person reviews it: what the finding gets, then all there is. */
function page(sample: Sample, brief: FindingBrief): string {
  const fields = Object.fromEntries(ownFields(brief, executionOf(sample.finding)));
  return `${JSON.stringify({ note: writeNote(brief), fields, brief }, null, 2)}\n`;
}

describe.each([
  ["incident", incident],
  ["normalise", normalised],
  ["findings", everyKind],
] as const)("composeBrief() of %s", (folder, samples) => {
  it.each(samples)("tells $name as it is written down", async (sample) => {
    const brief = briefOf(sample, incidentPlans);
    expectValid(brief);
    await expect(page(sample, brief)).toMatchFileSnapshot(`golden/${folder}/${sample.name}.json`);
  });
});

describe.each(principalCases)("composeBrief() of test/cases/principals/%s.json", (file, samples) => {
  it("tells what is to be found in it, as it is written down", async () => {
    const told = samples.map((sample) => {
      const brief = briefOf(sample, incidentPlans);
      expectValid(brief);
      const { principals, observables } = brief;
      return {
        name: sample.name,
        note: writeNote(brief),
        principals: principals.map(({ type, name, accountId }) => `${type} ${name} (${accountId})`),
        observables: observables.map(({ type, value, role, path }) => `${type} ${value} ${role ?? "-"} ${path}`),
      };
    });
    await expect(`${JSON.stringify(told, null, 2)}\n`).toMatchFileSnapshot(`golden/principals/${file}.json`);
  });
});

describe("the schema of briefs", () => {
  it("refuses what is no brief", () => {
    const [sample] = incident;
    if (sample === undefined) throw new Error("The incident is empty");
    const brief = JSON.parse(JSON.stringify(briefOf(sample, incidentPlans)));
    expect(isValid({ ...brief, verdict: "CLEAN" })).toBe(false);
    expect(isValid({ ...brief, hash: "no" })).toBe(false);
    expect(isValid({ ...brief, parts: {} })).toBe(false);
  });
});
