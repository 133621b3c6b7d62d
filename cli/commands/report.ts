import type { ExistingFindings } from "#domain/existing-finding.ts";
import { quoteId } from "#domain/inert-text.ts";
import type { Clock, Detective, Reports } from "#domain/ports.ts";
import { composeReport } from "#domain/report/compose-report.ts";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import { type Asked, type AskedInvestigation, askedInvestigations } from "../report/asked-investigations.ts";
import { runningOf } from "../report/running-of.ts";

export interface ReportPorts {
  readonly findings: Pick<ExistingFindings, "named">;
  /** Absent: the stack keeps no reports. */
  readonly reports?: Pick<Reports, "read">;
  readonly detective: Pick<Detective, "graph" | "investigation" | "indicators">;
  /** The ARN of the user or role that an investigation is about. */
  readonly principalOf: (graphArn: string, investigationId: string) => Promise<string | undefined>;
  readonly clock: Pick<Clock, "now">;
  /** The account whose behavior graph comes first. */
  readonly accountId: string;
  /** Hears of what is not as it should be. */
  readonly tell: (sentence: string) => void;
}

/** A report and where it comes from: kept by the pipeline, or made afresh of what Detective holds. */
export interface FoundReport {
  readonly report: InvestigationReport;
  readonly from: "bucket" | "detective";
}

export interface FoundReports {
  readonly found: readonly FoundReport[];
  /** Why others of the finding's investigations have none. */
  readonly missing: readonly { readonly investigationId: string; readonly message: string }[];
}

/**
 * The reports that are meant: as the pipeline keeps them, else made of what Detective holds now.
 * @throws {Error} there is none
 */
export async function findReports(ports: ReportPorts, asked: Asked): Promise<FoundReports> {
  const found: FoundReport[] = [];
  const missing: { readonly investigationId: string; readonly message: string }[] = [];
  for (const investigation of await askedInvestigations(ports.findings, asked)) {
    const one = (await kept(ports, investigation)) ?? (await afresh(ports, investigation));
    if ("report" in one) found.push(one);
    else missing.push({ investigationId: investigation.id, message: one.message });
  }
  if (found.length === 0) throw new Error(missing[0]?.message);
  return { found, missing };
}

async function kept(
  { reports, tell }: ReportPorts,
  { id, regions }: AskedInvestigation,
): Promise<FoundReport | undefined> {
  if (reports === undefined) return undefined;
  try {
    for (const region of regions) {
      const report = await reports.read(region, id);
      if (report) return { report, from: "bucket" };
    }
  } catch (error) {
    tell(`${error instanceof Error ? error.message : String(error)}; Detective is asked instead of the reports bucket`);
  }
  return undefined;
}

/** Reads it in the first Region that knows it. @returns why there is no report, in words */
async function afresh(
  ports: ReportPorts,
  asked: AskedInvestigation,
): Promise<FoundReport | { readonly message: string }> {
  const troubles: string[] = [];
  for (const region of asked.regions) {
    try {
      const one = await inRegion(ports, asked, region);
      if (one) return one;
    } catch (error) {
      troubles.push(error instanceof Error ? error.message : String(error));
    }
  }
  const where = `neither the reports bucket nor Detective in ${asked.regions.join(", ")} knows it, --detective-region says where it is`;
  return { message: `Cannot report on investigation ${quoteId(asked.id)}: ${[where, ...troubles].join("; ")}` };
}

async function inRegion(
  { detective, principalOf, clock, accountId }: ReportPorts,
  { id, activity }: AskedInvestigation,
  region: string,
): Promise<FoundReport | { readonly message: string } | undefined> {
  const graphArn = await detective.graph(region, accountId);
  const investigation = await detective.investigation(graphArn, id);
  const principalArn = investigation && (await principalOf(graphArn, id));
  if (investigation === undefined || principalArn === undefined) return undefined;
  if (investigation.status !== "SUCCESSFUL") {
    const state = investigation.status === "RUNNING" ? "it is still running" : "it has failed, it found nothing";
    return { message: `Cannot report on investigation ${quoteId(id)}: ${state}` };
  }
  const { indicators, complete } = await detective.indicators(graphArn, id);
  const principal = runningOf({ principalArn, region, graphArn, investigation, activity });
  const withoutFinding = activity === undefined;
  const now = clock.now();
  const report = composeReport({ principal, investigation, indicators, complete, now, withoutFinding });
  return { report, from: "detective" };
}
