import { cleanText } from "#domain/text.ts";
import type { Paint } from "../paint.ts";
import { shortPrincipal } from "../short-principal.ts";
import type { FindingReport } from "./finding-report.ts";
import type { InvestigationAsked, PrincipalReport } from "./principal-report.ts";

type Rows = readonly (readonly [string, string | undefined])[];

/** What became of a finding, as a person wants to read it. */
export function renderFinding(report: FindingReport, paint: Paint): string {
  const { told, outcome } = report;
  const words = {
    requested: paint.yellow("requested: the pipeline works on it"),
    enriched: paint.green("enriched"),
    partial: paint.yellow("enriched in part"),
    parked: paint.red("parked: gumshoe dlq list says why and what to do"),
    "not-investigable": paint.yellow("not investigable"),
  };
  return [
    paint.bold(cleanText(report.title || report.id, 160)),
    ...rows([
      ["outcome", words[outcome]],
      ["verdict", told["verdict"] && verdict(told["verdict"], paint)],
      ["principals", report.principals.map((identity) => identity.split("/").slice(2).join(" ")).join(", ")],
      [
        "evidence",
        told["evidence"]
          ?.split("; ")
          .map(line)
          .join(`\n${" ".repeat(16)}`),
      ],
      ["tactics", told["tactics"] && line(told["tactics"])],
      ["reason", told["reason"] && line(told["reason"])],
      ["note", report.note && line(report.note)],
      ["Detective", told["report"]],
      ["execution", report.execution ?? report.executionArn],
      ...(outcome === "requested"
        ? ([["look again", `gumshoe executions list --finding ${quoted(report.id)}`]] as const)
        : []),
    ]),
  ].join("\n");
}

/** The report of an investigation, as a person wants to read it. */
export function renderPrincipal(report: PrincipalReport, paint: Paint): string {
  switch (report.outcome) {
    case "not-investigable":
      return `${line(report.asked)} is not investigated: ${report.message} (${report.reason})`;
    case "running":
      return [
        paint.bold(shortPrincipal(report.principalArn)),
        ...rows([["outcome", paint.yellow("the investigation goes on")], ...about(report)]),
        ...rows([["look again", `gumshoe investigate ${report.asked}`]]),
      ].join("\n");
    case "investigated":
      return [
        paint.bold(shortPrincipal(report.principalArn)),
        ...rows([["verdict", verdict(report.severity, paint)], ...about(report)]),
        ...rows([
          ["tactics", report.tactics.join(", ")],
          ["evidence", evidence(report.facts, report.indicators)],
          ["beware", report.complete ? undefined : paint.red("not every indicator could be read: there may be more")],
        ]),
      ].join("\n");
    default:
      return `${line(report.asked)}: ${paint.red(`the investigation ${report.outcome === "failed" ? "failed" : "timed out"}`)}: ${line(report.message)}`;
  }
}

function about({ how, investigationId, region, scopeStartAt, scopeEndAt, report }: InvestigationAsked): Rows {
  const words = { started: "started for this question", adopted: "adopted", joined: "joined" };
  return [
    ["searched", `${scopeStartAt} to ${scopeEndAt}`],
    ["investigated", `${investigationId} in ${region}, ${words[how]}`],
    ["Detective", report],
  ];
}

function evidence(facts: readonly string[], indicators: number): string {
  if (facts.length === 0) return `none (${indicators} indicators)`;
  return facts.map((fact, at) => `${at + 1}. ${line(fact)}`).join(`\n${" ".repeat(16)}`);
}

function rows(all: Rows): readonly string[] {
  return all.flatMap(([name, value]) => (value ? [`  ${name.padEnd(14)}${value}`] : []));
}

function verdict(label: string, paint: Paint): string {
  if (label === "CRITICAL" || label === "HIGH") return paint.red(label);
  return label === "MEDIUM" ? paint.yellow(label) : label;
}

/** What a shell takes for one word and nothing more, whatever is in the text. */
function quoted(text: string): string {
  return `'${line(text).replaceAll("'", `'\\''`)}'`;
}

function line(text: string): string {
  return cleanText(text, 1_024);
}
