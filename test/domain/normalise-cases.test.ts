import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { SlimFinding } from "#domain/contract.ts";
import { readMessage } from "#domain/event.ts";
import { slim } from "#domain/finding.ts";

/** One file of `test/cases/normalise`: an event as it arrives, the slim findings it must become, and what must be rejected. */
interface NormaliseCase {
  readonly message: unknown;
  readonly findings: readonly SlimFinding[];
  readonly rejected: readonly string[];
}

const folder = new URL("../cases/normalise/", import.meta.url);
const cases = readdirSync(folder).map((file) => ({
  file,
  ...(JSON.parse(readFileSync(new URL(file, folder), "utf8")) as NormaliseCase),
}));

it.each(cases)("readMessage() and slim() answer what $file wants", ({ message, findings, rejected }) => {
  const reading = readMessage(JSON.stringify(message));
  const attached = { include: false, roleOfProfile: new Map() };
  expect(reading.kind === "findings" && reading.findings.map((finding) => slim(finding, attached))).toEqual(findings);
  expect(reading.kind === "findings" && reading.rejected.map(({ reason }) => reason)).toEqual(rejected);
});
