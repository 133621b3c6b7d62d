import { expect } from "vitest";
import { isRecord, memberOf } from "#local/services/request/record.ts";
import { type Blueprint, blueprintOf } from "#simulation/blueprint.ts";
import type { Chance } from "#simulation/chance.ts";
import { faultKinds } from "#simulation/faults/kinds.ts";
import type { Happening } from "#simulation/happening.ts";
import { invariants } from "#simulation/invariants/invariants.ts";
import { seenMessage } from "#simulation/invariants/seen/message.ts";
import { bodiesIn } from "#simulation/queue.ts";
import { runSeed, type SeedResult } from "#simulation/run.ts";
import type { Story } from "#simulation/story/act.ts";
import { aFinding } from "#simulation/story/finding.ts";
import { imports } from "#simulation/story/import.ts";
import { aPerson } from "#simulation/story/principal.ts";

export interface PlayOptions {
  /** How hard the kinds strike; 0.3 unless said. */
  readonly intensity?: number;
  /** In the seed's own story; 6 unless said. */
  readonly findings?: number;
  /** Another story than the seed's own. */
  readonly story?: (chance: Chance) => Story;
  /** Seeds 1 to this; 8 unless said. */
  readonly seeds?: number;
  /** Invariants that are not asked, by id: the test says in their place what is promised. */
  readonly unasked?: readonly string[];
}

/** One seed when all is over, with everything that happened. */
export interface Played extends SeedResult {
  readonly happenings: readonly (Happening & { readonly atMs: number })[];
}

export type Call = Extract<Happening, { readonly kind: "call" }> & { readonly atMs: number };

let known: Promise<Blueprint> | undefined;

function blueprint(): Promise<Blueprint> {
  known ??= blueprintOf("cdk.out");
  return known;
}

/** Plays a seed with these fault kinds, and no others. */
export async function play(seed: number, names: readonly string[], options: PlayOptions = {}): Promise<Played> {
  const { intensity = 0.3, findings = 6, story, unasked = [] } = options;
  const happenings: (Happening & { readonly atMs: number })[] = [];
  const recorder = {
    id: "recorder",
    promise: "",
    inspect: () => ({
      watch: (happening: Happening, atMs: number) => void happenings.push({ ...happening, atMs }),
    }),
  };
  const result = await runSeed(seed, {
    blueprint: await blueprint(),
    findings,
    kinds: faultKinds.filter(({ name }) => names.includes(name)),
    armAll: true,
    intensity,
    invariants: [...invariants.filter(({ id }) => !unasked.includes(id)), recorder],
    ...(story && { story }),
  });
  return { ...result, happenings };
}

/** Plays seeds of a story without any fault, each once however often it is asked for: what others are compared with. */
export function inFairWeather(story: (chance: Chance) => Story): (seed: number) => Promise<Played> {
  const played = new Map<number, Promise<Played>>();
  return (seed) => {
    const once = played.get(seed) ?? play(seed, [], { story });
    played.set(seed, once);
    return once;
  };
}

/**
 * Plays several seeds with these fault kinds and no others; each kind has to strike in one of them, and no promise may be broken in
 * any.
 */
export async function playSeeds(names: readonly string[], options: PlayOptions = {}): Promise<readonly Played[]> {
  const played: Played[] = [];
  for (let seed = 1; seed <= (options.seeds ?? 8); seed++) played.push(await play(seed, names, options));
  const struck = new Set(played.flatMap(({ strikes }) => strikes.map(({ fault }) => fault)));
  expect([...names].filter((name) => !struck.has(name))).toEqual([]);
  expect(played.flatMap(({ seed, violations }) => violations.map((violation) => ({ seed, ...violation })))).toEqual([]);
  return played;
}

/** Calls of the product, not of people and other tools, to an operation: `Detective.StartInvestigation`. */
export function callsTo({ happenings }: Played, name: string): readonly Call[] {
  return happenings.filter(
    (one): one is Call => one.kind === "call" && one.by !== "operator" && `${one.service}.${one.operation}` === name,
  );
}

/** Calls of people and other tools. */
export function callsOfOthers({ happenings }: Played, name: string): readonly Call[] {
  return happenings.filter(
    (one): one is Call => one.kind === "call" && one.by === "operator" && `${one.service}.${one.operation}` === name,
  );
}

/** Every finding as Security Hub holds it at the end, by id. */
export function findingsOf({ cloud, happenings }: Played): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const named = happenings.flatMap((one) => (one.kind === "finding" ? [one] : []));
  return new Map(
    named.flatMap(({ productArn, id }) => {
      const finding = cloud.services.SecurityHub.finding(productArn, id);
      return finding ? [[id, finding] as const] : [];
    }),
  );
}

/** User-defined fields of a finding. */
export function fieldsOf(finding: unknown): Readonly<Record<string, string>> {
  const fields = memberOf(finding, "UserDefinedFields");
  return Object.fromEntries(
    Object.entries(isRecord(fields) ? fields : {}).map(([name, value]) => [name, String(value)]),
  );
}

/** What the findings that we worked on say of it, by id: `complete`, `partial`, `parked`, `not-investigable`, or `true`. */
export function outcomesOf(played: Played): Readonly<Record<string, string>> {
  const all = [...findingsOf(played)].map(([id, finding]) => [id, fieldsOf(finding)["investigate"]] as const);
  return Object.fromEntries(all.flatMap(([id, outcome]) => (outcome === undefined ? [] : [[id, outcome]])));
}

/** The messages in the dead-letter queue. */
export function deadLettersOf({ cloud }: Played): readonly unknown[] {
  return bodiesIn(cloud, "DeadLetter").map((body): unknown => JSON.parse(body));
}

/** Why they are there: the code of an envelope, the detail type of an event. */
export function reasonsOf(played: Played): readonly string[] {
  return deadLettersOf(played).map((letter) =>
    String(memberOf(memberOf(letter, "reason"), "code") ?? memberOf(letter, "detail-type")),
  );
}

/** Ids of the findings that wait in the dead-letter queue: in envelopes, or in the input of an execution. */
export function waitingIn({ cloud }: Played): ReadonlySet<string> {
  const findings = bodiesIn(cloud, "DeadLetter").flatMap((body) => seenMessage(body).findings);
  return new Set(findings.map(({ key }) => key.slice(key.indexOf(" ") + 1)));
}

/** How many investigations Detective holds of each principal. */
export function startsOf({ cloud }: Played): Readonly<Record<string, number>> {
  const starts: Record<string, number> = {};
  for (const { entityArn } of cloud.services.Detective.investigations())
    starts[entityArn] = (starts[entityArn] ?? 0) + 1;
  return starts;
}

/** Findings about the same two people, 40 seconds apart: nobody updates, clicks on or edits them. */
export function calmStory(findings: number): (chance: Chance) => Story {
  return (chance) => {
    const startAtMs = Date.UTC(2026, 10, 20, 12, 0, 0);
    const people = [0, 1].map((index) => aPerson(chance, index));
    const acts = Array.from({ length: findings }, (_, index) => {
      const atMs = startAtMs + index * 40_000;
      const { Sample: _sample, ...finding } = aFinding(chance, { index, people, region: "eu-west-1", atMs });
      const provided = { ...finding, Severity: { Label: "HIGH" } };
      return imports(atMs, `the provider imports finding ${index}`, () => provided);
    });
    return { startAtMs, acts };
  };
}
