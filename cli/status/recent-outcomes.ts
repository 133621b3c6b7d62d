import {
  type ExecutionArchive,
  type ExecutionDetail,
  type ExecutionListing,
  failedStatuses,
} from "#domain/execution-archive.ts";
import { outcomeIn } from "#domain/execution-row.ts";
import { causeText } from "#domain/failure.ts";
import { dayMs, formatInstant, type Instant } from "#domain/instant.ts";
import { cleanText } from "#domain/text.ts";
import { describeAll } from "../executions/describe-all.ts";
import { recent } from "../executions/executions-of-finding.ts";
import type { LastError, RecentStatus } from "./status-report.ts";

/** Executions that are read: as many as may be described at once without waiting. */
const executionsMax = 100;

type Ended = Pick<ExecutionDetail, "output" | "error" | "cause">;

/** Sums up the executions of the last 24 hours. What has ended is described once, however often it is asked for. */
export class RecentOutcomes {
  readonly #archive: ExecutionArchive;
  #known = new Map<string, Ended>();

  constructor(archive: ExecutionArchive) {
    this.#archive = archive;
  }

  async read(now: Instant): Promise<{ readonly status: RecentStatus; readonly lastError?: LastError }> {
    const listings: ExecutionListing[] = [];
    for await (const listing of recent(this.#archive, { since: now - dayMs, limit: executionsMax + 1 })) {
      listings.push(listing);
    }
    const read = listings.slice(0, executionsMax);
    await this.#learn(read);
    const failed = read.filter(({ status }) => failedStatuses.some((failure) => failure === status));
    const sum = (of: "enriched" | "notInvestigable" | "parked" | "unchanged" | "left") =>
      read.reduce((total, listing) => total + (outcomeIn(this.#known.get(keyOf(listing))?.output)?.[of] ?? 0), 0);
    const lastError = this.#lastError(failed);
    const status: RecentStatus = {
      executions: read.length,
      isWhole: listings.length <= executionsMax,
      since: formatInstant(now - dayMs),
      running: read.filter((listing) => listing.status === "RUNNING").length,
      failed: failed.length,
      enriched: sum("enriched"),
      notInvestigable: sum("notInvestigable"),
      parked: sum("parked"),
      unchanged: sum("unchanged"),
      left: sum("left"),
    };
    return { status, ...(lastError && { lastError }) };
  }

  async #learn(listings: readonly ExecutionListing[]): Promise<void> {
    const ended = listings.filter(({ endedAt }) => endedAt !== undefined);
    const fresh = ended.filter((listing) => !this.#known.has(keyOf(listing)));
    const arns = fresh.map(({ executionArn }) => executionArn);
    const details = await describeAll(this.#archive, arns, () => {});
    const learnt = details.flatMap((detail) => (detail ? [[keyOf(detail), endOf(detail)] as const] : []));
    const kept = ended.flatMap((listing) => {
      const known = this.#known.get(keyOf(listing));
      return known ? [[keyOf(listing), known] as const] : [];
    });
    this.#known = new Map([...kept, ...learnt]);
  }

  #lastError(failed: readonly ExecutionListing[]): LastError | undefined {
    const [last] = failed.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
    if (last === undefined) return undefined;
    const { error, cause } = this.#known.get(keyOf(last)) ?? {};
    const told = [error && cleanText(error, 80), cause && causeText(cause)].filter(Boolean).join(": ");
    return {
      at: formatInstant(last.endedAt ?? last.startedAt),
      from: "execution",
      what: last.name,
      message: told || last.status,
    };
  }
}

/** A redriven execution ends anew. */
function keyOf({ executionArn, redriveCount }: Pick<ExecutionListing, "executionArn" | "redriveCount">): string {
  return `${executionArn} ${redriveCount}`;
}

function endOf({ output, error, cause }: ExecutionDetail): Ended {
  return {
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}
