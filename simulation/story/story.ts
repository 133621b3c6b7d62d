import { type Behaviour, defaultBehaviour } from "#local/behaviour.ts";
import type { Chance } from "../chance.ts";
import type { Act, Story } from "./act.ts";
import { analystEdits } from "./analyst.ts";
import { arrivalsOf } from "./arrival.ts";
import { clicks, type FindingName } from "./click.ts";
import { type AsffFinding, aFinding, iso, updated } from "./finding.ts";
import { imports } from "./import.ts";
import { aPerson, type Person, type Resource, resourceOf } from "./principal.ts";

export interface StoryOptions {
  readonly findings: number;
  /** Over which time they arrive; as the seed has it unless said. */
  readonly minutes?: number;
}

const startAtMs = Date.UTC(2026, 10, 20, 12, 0, 0);
const minuteMs = 60_000;

/** What happens from outside, as the seed has it: people who do things, findings about them, and who else has to do with these. */
export function storyOf(chance: Chance, options: StoryOptions): Story {
  const people = Array.from({ length: chance.pick([1, 2, 2, 3, 4, 6]) }, (_, index) => aPerson(chance, index));
  // Who is named together: incidents are about the same few, again and again.
  const casts = Array.from({ length: chance.pick([1, 1, 1, 2, 2, 4]) }, () => castOf(chance, people));
  const regions = chance.happens(0.85) ? ["eu-west-1"] : ["eu-west-1", "us-east-1", "eu-central-1"];
  const others = chance.fork("others");
  const arrivals = arrivalsOf(chance.fork("arrivals"), options);
  const first = arrivals.map((afterMs, index): AsffFinding => {
    const [cast = []] = chance.shuffled(casts);
    const [region = ""] = chance.shuffled(regions);
    const named = chance.happens(0.03) ? [] : cast;
    return aFinding(chance, { index, people: named, region, atMs: startAtMs + afterMs });
  });
  const acts = first.flatMap((finding, index) => {
    const atMs = startAtMs + (arrivals[index] ?? 0);
    return [...lifeOf(chance, finding, atMs, index), ...revisionsOf(others, finding, atMs, people)];
  });
  const clicked = clicksOn(chance, first.map(nameOf), startAtMs + (arrivals.at(-1) ?? 0));
  const inOrder = [...acts, ...clicked].sort((a, b) => a.atMs - b.atMs);
  return { startAtMs, acts: inOrder, behaviour: knownToIam(chance, people) };
}

function castOf(chance: Chance, people: readonly Person[]): readonly Person[] {
  return chance.shuffled(people).slice(0, chance.pick([1, 1, 1, 1, 2, 3]));
}

/** All that befalls one finding: its import, what its provider adds, what analysts do about it, its end. */
function lifeOf(chance: Chance, finding: AsffFinding, atMs: number, index: number): readonly Act[] {
  const acts = [imports(atMs, `the provider imports ${finding["Id"]}`, () => finding)];
  if (chance.happens(0.025)) acts.push(...updatesOf(chance, finding, atMs));
  if (chance.happens(0.15)) {
    acts.push(analystEdits(chance, atMs + chance.integer(0, 15 * minuteMs), nameOf(finding), index));
  }
  if (chance.happens(0.04)) acts.push(archives(finding, atMs + chance.integer(1, 600) * 1_000));
  return acts;
}

/** Its provider sees more activity and says so: every quarter of an hour, every hour or every six. */
function updatesOf(chance: Chance, finding: AsffFinding, atMs: number): readonly Act[] {
  const everyMs = chance.pick([15, 15, 15, 60, 360]) * minuteMs;
  return Array.from({ length: chance.pick([1, 1, 2, 4]) }, (_, count) => {
    const nowMs = atMs + (count + 1) * everyMs;
    const newer = updated(finding, nowMs - minuteMs, nowMs);
    return imports(nowMs, `the provider updates ${finding["Id"]}`, () => newer);
  });
}

/** Its provider says it anew without more activity: as it was, or about somebody else as well. */
function revisionsOf(chance: Chance, finding: AsffFinding, atMs: number, people: readonly Person[]): readonly Act[] {
  if (!chance.happens(0.03)) return [];
  const nowMs = atMs + chance.pick([1, 8, 8, 70]) * minuteMs;
  const named = chance.happens(0.5) ? chance.shuffled(people).slice(0, 1) : [];
  const resources = named.map((person) => resourceOf(person, String(finding["Region"]), chance));
  const Resources = [...((finding["Resources"] as readonly Resource[] | undefined) ?? []), ...resources];
  const revised = { ...finding, Resources, UpdatedAt: iso(nowMs) };
  return [imports(nowMs, `the provider revises ${finding["Id"]}`, () => revised)];
}

function archives(finding: AsffFinding, atMs: number): Act {
  const archived = { ...finding, RecordState: "ARCHIVED", UpdatedAt: new Date(atMs).toISOString() };
  return imports(atMs, `the provider archives ${finding["Id"]}`, () => archived);
}

/** Now and then somebody asks for one finding, some or all; impatient people click twice. */
function clicksOn(chance: Chance, names: readonly FindingName[], afterMs: number): readonly Act[] {
  if (!chance.happens(0.15)) return [];
  const wanted = chance.shuffled(names).slice(0, chance.pick([1, 1, 3, 10, 100]));
  const atMs = afterMs + chance.integer(1, 3_600_000);
  const act = clicks(atMs, wanted);
  return chance.happens(0.3) ? [act, clicks(atMs + 800, wanted)] : [act];
}

function nameOf(finding: AsffFinding): FindingName {
  return { ProductArn: String(finding["ProductArn"]), Id: String(finding["Id"]) };
}

/** IAM tells the path of some of those who live in the stack's own account. */
function knownToIam(chance: Chance, people: readonly Person[]): Behaviour {
  const known = people.filter(({ accountId }) => accountId === "111122223333" && chance.happens(0.7));
  const arnsOf = (kind: Person["kind"]) =>
    new Map(known.filter((person) => person.kind === kind).map(({ name, arn }) => [name, arn]));
  return { ...defaultBehaviour, roles: arnsOf("role"), users: arnsOf("user") };
}
