import { concurrently } from "#domain/concurrently.ts";
import type { PrincipalInvestigated, PrincipalSettled } from "#domain/contract.ts";
import type { Log, Reports } from "#domain/ports.ts";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";

export interface ReadingPorts {
  /** None: no reports are wanted. */
  readonly reports: Reports | undefined;
  readonly log: Log;
}

/** Reports by investigation id. */
export type ReportsRead = ReadonlyMap<string, InvestigationReport>;

const readsAtOnceMax = 8;
// A report is 256 KiB at most, and 10 KiB on most days.
const rememberedMax = 100;

/**
 * Reads the reports of investigated principals, each once as long as it is remembered: findings are written in groups, and
 * groups share investigations. One that cannot be read is left out, as the facts tell the most of it; the others are not tried then.
 */
export function reportReading({ reports, log }: ReadingPorts) {
  const remembered = new Map<string, InvestigationReport>();
  return async (principals: readonly PrincipalSettled[], executionArn: string): Promise<ReportsRead> => {
    if (reports === undefined) return new Map();
    const found = new Map<string, InvestigationReport>();
    let isInTrouble = false;
    await concurrently(principals.filter(isReported), readsAtOnceMax, async ({ arn, region, investigationId }) => {
      const id = `${region}/${investigationId}`;
      try {
        const known = remembered.get(id);
        const report = known ?? (isInTrouble ? undefined : await reports.read(region, investigationId));
        if (report === undefined) return;
        found.set(investigationId, report);
        remember(remembered, id, report);
      } catch (error) {
        isInTrouble = true;
        const reason = error instanceof Error ? error.name : "unknown";
        const line = { outcome: "unread", reason, principalArn: arn, investigationId, executionArn };
        log.warn("Cannot read the report of the investigation, its facts are told without", line);
      }
    });
    return found;
  };
}

function isReported(principal: PrincipalSettled): principal is PrincipalInvestigated {
  return principal.kind === "investigated" && principal.hasReport === true;
}

/** Those used longest ago are forgotten first. */
function remember<T>(remembered: Map<string, T>, id: string, one: T): void {
  remembered.delete(id);
  remembered.set(id, one);
  const [oldest] = remembered.keys();
  if (remembered.size > rememberedMax && oldest !== undefined) remembered.delete(oldest);
}
