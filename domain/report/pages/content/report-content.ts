import type { InvestigationReport } from "../../investigation-report.ts";
import type { Story } from "../../story.ts";
import { type ApiRow, apiRows, sumOf } from "./api-rows.ts";
import { attackMatrix, type TacticColumn } from "./attack-matrix.ts";
import { consoleLink } from "./links.ts";
import { code, figure, instant, many, type Piece, type Table } from "./piece.ts";
import { type Fact, facts } from "./report-facts.ts";
import { tables } from "./tables.ts";
import { type Moment, timeline } from "./timeline.ts";
import { badge, type Rating, verdict, who } from "./verdict-text.ts";

/** A number that says much at one look. */
export interface Tile {
  readonly figure: string;
  readonly what: string;
  readonly about?: string;
}

/** All that the pages of a report say, in their order: what HTML and Markdown show is the same. */
export interface ReportContent {
  readonly rating: Rating;
  readonly badge: string;
  readonly who: Piece;
  readonly kind: string;
  readonly verdict: string;
  readonly facts: readonly Fact[];
  readonly tiles: readonly Tile[];
  readonly top: readonly string[];
  readonly story: Story;
  readonly timeline: readonly Moment[];
  readonly calls: {
    readonly rows: readonly ApiRow[];
    readonly hidden: number;
    readonly successes: number;
    readonly failures: number;
  };
  readonly attack: readonly TacticColumn[];
  readonly tables: readonly Table[];
  readonly notSeen: string;
  readonly links: readonly Piece[];
  readonly made: readonly string[];
  readonly ids: readonly Fact[];
}

/** @param rowsMax rows that a table may have; what is left out is said */
export function reportContent(report: InvestigationReport, rowsMax: number, version?: string): ReportContent {
  const { observed, story, complete, links } = report;
  const rows = apiRows(observed.apiCalls);
  const { filled, empty } = tables(report, rowsMax);
  const unseen = [
    ...(observed.attack.length === 0 ? ["techniques of ATT&CK"] : []),
    ...(rows.length === 0 ? ["API calls"] : []),
    ...empty,
  ];
  return {
    ...{ rating: report.severity ?? "NONE", badge: badge(report), verdict: verdict(report) },
    ...who(report),
    facts: facts(report),
    tiles: tiles(report),
    top: [...story.how.slice(0, 2), ...story.where.slice(0, 1)],
    story,
    timeline: timeline(report),
    calls: { rows: rows.slice(0, rowsMax), hidden: Math.max(0, rows.length - rowsMax), ...sumOf(rows) },
    attack: attackMatrix(observed.attack.slice(0, rowsMax)),
    tables: filled,
    notSeen:
      unseen.length === 0
        ? ""
        : `${complete ? "Not seen in this period" : "Not seen in what could be read"}: ${unseen.join(", ")}.`,
    links: [
      { text: "The investigation in the Amazon Detective console", href: consoleLink(links.detective) },
      { text: "This report in the Amazon S3 console", href: consoleLink(links.report) },
      { text: "This report as Markdown", href: consoleLink(links.markdown) },
    ].filter(({ href }) => href !== undefined),
    made: made(report, version),
    ids: [
      { label: "Investigation", value: code(report.investigationId) },
      { label: "Behavior graph", value: code(report.graphArn) },
    ],
  };
}

function tiles({ observed, complete }: InvestigationReport): readonly Tile[] {
  const { successes, failures } = sumOf(observed.apiCalls);
  const techniques = new Set(observed.attack.map((use) => use.techniqueId ?? use.technique ?? use.tactic)).size;
  const news = [observed.places, observed.networks, observed.userAgents].flat();
  const forAccount = news.filter(({ newFor }) => newFor === "account").length;
  const groups = observed.findingGroups.length;
  return [
    { ...counted(observed.indicators, "indicator"), ...(!complete && { about: "not all could be read" }) },
    {
      ...counted(observed.flaggedAddresses.length, "flagged address", "flagged addresses"),
      ...(observed.travel.length > 0 && { about: `${figure(observed.travel.length)} × impossible travel` }),
    },
    counted(techniques, "technique of ATT&CK", "techniques of ATT&CK"),
    {
      ...counted(successes + failures, "API call that matches", "API calls that match"),
      ...(failures > 0 && { about: `${figure(failures)} failed` }),
    },
    {
      ...counted(news.length, "new place, network or agent", "new places, networks, agents"),
      ...(forAccount > 0 && { about: `${figure(forAccount)} new for the account` }),
    },
    {
      ...counted(observed.relatedFindings.length, "related finding"),
      ...(groups > 0 && { about: `in ${many(groups, "finding group")}` }),
    },
  ];
}

function counted(count: number, one: string, several = `${one}s`): Tile {
  return { figure: figure(count), what: count === 1 ? one : several };
}

function made({ complete, observed, schema, readAt }: InvestigationReport, version: string | undefined) {
  const { indicators, omitted } = observed;
  return [
    `Made by Gumshoe${version === undefined ? "" : ` ${version}`} from an investigation of Amazon Detective, by rule and without guesswork: the same evidence makes the same report (format ${schema}).`,
    complete
      ? `The evidence is complete: all of its ${many(indicators, "indicator")} could be read on ${instant(readAt).text}.`
      : `The evidence is not complete: ${many(indicators, "indicator")} could be read, and there are more. Read on ${instant(readAt).text}.`,
    ...(omitted > 0 ? [`${many(omitted, "entry", "entries")} of the lists above did not fit into the report.`] : []),
    "Detective tells what stands out in AWS CloudTrail, VPC flow logs and GuardDuty findings. What it does not show has not been ruled out.",
    "The suggested commands are text: nothing in this report has been carried out.",
  ];
}
