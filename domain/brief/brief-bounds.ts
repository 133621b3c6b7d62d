import { jsonBytes } from "../bytes.ts";
import { leftOut } from "../evidence-line.ts";
import type { BriefInvestigation, FindingBrief } from "./finding-brief.ts";

/** Of an event bus entry, and of what a webhook wants to take. */
export const briefBytesMax = 56 * 1_024;

/** Something that a brief can do with less of. */
interface Ballast {
  /** The member of `omitted` that counts it. */
  readonly member: string;
  readonly count: (brief: FindingBrief) => number;
  /** The brief with the first `kept` of it. */
  readonly keep: (brief: FindingBrief, kept: number) => FindingBrief;
}

/** The brief within 56 KiB as JSON. The weakest go first: details that a report tells as well, and last of all principals and texts. */
export function bounded(brief: FindingBrief): FindingBrief {
  return fits(brief) ? brief : ballast.reduce(lightened, brief);
}

function fits(brief: FindingBrief): boolean {
  return jsonBytes(brief) <= briefBytesMax;
}

// The most that fits, found by halving: a brief that is too large is rare.
function lightened(brief: FindingBrief, { member, count, keep }: Ballast): FindingBrief {
  if (fits(brief)) return brief;
  const all = count(brief);
  const at = (kept: number) =>
    kept === all ? brief : withOmitted(keep(brief, kept), member, all - kept + (brief.omitted[member] ?? 0));
  let [low, high] = [0, all];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(at(middle))) low = middle;
    else high = middle - 1;
  }
  return at(low);
}

function withOmitted(brief: FindingBrief, member: string, count: number): FindingBrief {
  return { ...brief, omitted: { ...brief.omitted, [member]: count } };
}

type Lists = "observables" | "relatedFindings" | "findingGroups" | "nextSteps" | "excluded" | "principals";

function list(member: Lists): Ballast {
  return {
    member,
    count: (brief) => brief[member].length,
    keep: (brief, kept) => ({ ...brief, [member]: brief[member].slice(0, kept) }),
  };
}

function table(name: keyof FindingBrief["tables"]): Ballast {
  return {
    member: `tables.${name}`,
    count: ({ tables }) => tables[name].length,
    keep: (brief, kept) => ({ ...brief, tables: { ...brief.tables, [name]: brief.tables[name].slice(0, kept) } }),
  };
}

function storyLines(part: "how" | "where" | "caveats"): Ballast {
  return {
    member: `story.${part}`,
    count: ({ story }) => story[part].length,
    keep: (brief, kept) => ({ ...brief, story: { ...brief.story, [part]: brief.story[part].slice(0, kept) } }),
  };
}

/** Of the gravest principals the most. */
function ofInvestigations(
  member: string,
  has: (investigation: BriefInvestigation) => boolean,
  without: (investigation: BriefInvestigation) => BriefInvestigation,
): Ballast {
  return {
    member,
    count: ({ principals }) => principals.filter(({ investigation }) => investigation && has(investigation)).length,
    keep: (brief, kept) => {
      let seen = 0;
      const principals = brief.principals.map((principal) => {
        const { investigation } = principal;
        if (investigation === undefined || !has(investigation)) return principal;
        seen += 1;
        return seen > kept ? { ...principal, investigation: without(investigation) } : principal;
      });
      return { ...brief, principals };
    },
  };
}

const observed = ofInvestigations(
  "observed",
  (investigation) => investigation.observed !== undefined,
  ({ observed: _, ...rest }) => rest,
);

// What does not fit is told the way the evidence itself tells it.
const facts = (factsMax: number) =>
  ofInvestigations(
    "facts",
    (investigation) => investigation.facts.length > factsMax + 1,
    (investigation) => ({ ...investigation, facts: withCount(investigation.facts, factsMax) }),
  );

function withCount(all: readonly string[], kept: number): string[] {
  const more = leftOut(all.at(-1) ?? "");
  const hidden = more === undefined ? all.length - kept : all.length - 1 - kept + more;
  return [...all.slice(0, kept), `… +${hidden} more`];
}

const entities: Ballast = {
  member: "links.entities",
  count: ({ links }) => links.entities.length,
  keep: (brief, kept) => ({ ...brief, links: { ...brief.links, entities: brief.links.entities.slice(0, kept) } }),
};

/** The weakest first. */
const ballast: readonly Ballast[] = [
  observed,
  table("resource"),
  table("instance"),
  table("bucket"),
  table("accessKey"),
  table("action"),
  entities,
  list("relatedFindings"),
  list("findingGroups"),
  list("observables"),
  facts(8),
  storyLines("where"),
  list("nextSteps"),
  facts(2),
  list("excluded"),
  storyLines("how"),
  list("principals"),
  table("overview"),
  storyLines("caveats"),
];
