import { describe, expect, it } from "vitest";
import { readMessage } from "#domain/event.ts";
import { slim } from "#domain/finding.ts";
import { chanceOf } from "#simulation/chance.ts";
import { attackSequence } from "#simulation/story/attack-sequence.ts";
import { aFinding } from "#simulation/story/finding.ts";
import { aPerson, resourceOf } from "#simulation/story/principal.ts";
import { storyOf } from "#simulation/story/story.ts";

const seeds = Array.from({ length: 300 }, (_, seed) => seed);
const [minuteMs, hourMs] = [60_000, 3_600_000];
const told = (seed: number, options = {}) => storyOf(chanceOf(seed), { findings: 20, ...options });
const idsOf = (seed: number, options = {}) =>
  new Set(told(seed, options).acts.flatMap(({ provides }) => (provides ? [String(provides()["Id"])] : [])));

describe("storyOf()", () => {
  it.each([0, 1, 20, 100])("tells of %i findings, no more", (findings) => {
    for (const seed of seeds.slice(0, 20)) expect(idsOf(seed, { findings }).size).toBe(findings);
  });

  it("tells the same for the same seed, and acts in the order of time", () => {
    for (const seed of seeds.slice(0, 30)) {
      const lines = told(seed).acts.map(({ atMs, what }) => `${atMs} ${what}`);
      expect(told(seed).acts.map(({ atMs, what }) => `${atMs} ${what}`)).toEqual(lines);
      const times = told(seed).acts.map(({ atMs }) => atMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });

  it("has most findings come in a burst, others over minutes, hours and a day", () => {
    const spans = seeds.map((seed) => {
      const first = new Map<unknown, number>();
      for (const { atMs, provides } of told(seed).acts) {
        const id = provides?.()["Id"];
        if (id !== undefined && !first.has(id)) first.set(id, atMs);
      }
      return Math.max(...first.values()) - Math.min(...first.values());
    });
    const share = (min: number, max: number) => spans.filter((ms) => ms > min && ms <= max).length / spans.length;
    expect(share(-1, 15_000)).toBeGreaterThan(0.6);
    expect(share(15_000, 30 * minuteMs)).toBeGreaterThan(0.03);
    expect(share(30 * minuteMs, 20 * hourMs)).toBeGreaterThan(0.03);
    expect(share(20 * hourMs, 25 * hourMs)).toBeGreaterThan(0.01);
  });

  it("keeps to the time it is given", () => {
    const acts = told(7, { minutes: 30 }).acts.filter(({ what }) => what.startsWith("the provider imports"));
    expect((acts.at(-1)?.atMs ?? 0) - (acts[0]?.atMs ?? 0)).toBeLessThanOrEqual(30 * minuteMs);
  });

  it("has analysts, clicks, archives, updates, samples, several Regions and severities below the floor in it", () => {
    const whats = seeds.flatMap((seed) => told(seed).acts.map(({ what }) => what.split(" ").slice(0, 3).join(" ")));
    for (const what of [
      "an analyst writes",
      "an analyst resolves",
      "somebody asks for",
      "the provider archives",
      "the provider updates",
      "the provider revises",
    ])
      expect(whats.filter((one) => one === what).length, what).toBeGreaterThan(10);
    const findings = seeds.flatMap((seed) => told(seed).acts.flatMap(({ provides }) => (provides ? [provides()] : [])));
    expect(findings.some(({ Sample }) => Sample === true)).toBe(true);
    expect(new Set(findings.map(({ Region }) => Region))).toEqual(new Set(["eu-west-1", "us-east-1", "eu-central-1"]));
    expect(findings.some(({ Severity }) => JSON.stringify(Severity).includes("LOW"))).toBe(true);
    expect(findings.some(({ Detection }) => Detection !== undefined)).toBe(true);
  });
});

describe("whoever a story is about", () => {
  const principalsOf = (finding: object) => {
    const event = {
      source: "aws.securityhub",
      "detail-type": "Security Hub Findings - Imported",
      detail: { findings: [finding] },
    };
    const reading = readMessage(JSON.stringify(event));
    if (reading.kind !== "findings") throw new Error(`Cannot read the finding: ${JSON.stringify(reading)}`);
    return reading.findings.flatMap((one) => slim(one, { include: false, roleOfProfile: new Map() }).principals);
  };

  it("is the same principal in every way in which findings name them", () => {
    for (const seed of seeds) {
      const chance = chanceOf(seed);
      const person = aPerson(chance, seed % 8);
      const scene = { index: 0, people: [person], region: "eu-west-1", atMs: Date.UTC(2026, 10, 20, 12) };
      const { Detection: _, ...finding } = aFinding(chance, scene);
      const { accountId, kind, name } = person;
      const ways = [
        { ...finding, Resources: [resourceOf(person, "eu-west-1", chance)] },
        { ...finding, ...attackSequence(chance, [person], "eu-west-1") },
      ];
      for (const way of ways)
        expect(principalsOf(way).map(({ identity }) => identity)).toEqual([`aws/${accountId}/${kind}/${name}`]);
    }
  });
});
