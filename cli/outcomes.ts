import type { BusEvent } from "#domain/bus-event.ts";
import type { DeadLetter } from "#domain/dead-letter.ts";
import type { FindingOutcome, PrincipalRow } from "./local-report.ts";

/** A finding version as text: what reports, events and records are joined by. */
export function versionKey(version: {
  readonly productArn: string;
  readonly id: string;
  readonly version: string;
}): string {
  return JSON.stringify([version.productArn, version.id, version.version]);
}

export interface Ending {
  readonly outcome: FindingOutcome;
  readonly reason?: string;
  readonly principals: readonly PrincipalRow[];
}

// A finding version that was enriched and whose twin was skipped is enriched; one that was parked needs a person, whatever else.
const weight: Readonly<Record<FindingOutcome, number>> = {
  parked: 4,
  enriched: 3,
  "not-investigable": 2,
  rejected: 1,
  skipped: 0,
};

/** Gathers how finding versions ended, from what the pipeline itself says: bus events, dead letters, log lines. */
export class Outcomes {
  readonly #endings = new Map<string, Ending>();

  /** The heaviest ending counts; of equals, the later one. */
  add(key: string, ending: Ending): void {
    const known = this.#endings.get(key);
    if (!known || weight[ending.outcome] >= weight[known.outcome]) this.#endings.set(key, ending);
  }

  of(key: string): Ending | undefined {
    return this.#endings.get(key);
  }

  addBusEvent({ detail }: BusEvent): void {
    const listed = [
      ...detail.principals,
      ...detail.excluded.map((one) => ({ ...one, outcome: "not-investigable" as const })),
    ];
    const failed = listed.some(({ outcome }) => outcome === "failed" || outcome === "timed-out");
    const done = listed.some(({ outcome }) => outcome === "investigated" || outcome === "joined");
    const parked = failed || detail.outcome === "parked";
    this.add(versionKey(detail.finding), {
      outcome: parked ? "parked" : done ? "enriched" : "not-investigable",
      ...(detail.reason !== undefined && { reason: detail.reason }),
      principals: listed,
    });
  }

  /** A finding in the dead-letter queue. The bus may have told more of it already; what is there with an execution may be done. */
  addDeadLetter({ reason, findings }: Pick<DeadLetter, "reason" | "findings">): void {
    for (const { productArn, id, version } of findings) {
      if (productArn === undefined || version === undefined) continue;
      const key = versionKey({ productArn, id, version });
      const known = this.#endings.get(key)?.outcome;
      if (known === "parked" || (known === "enriched" && reason === "workflow-failed")) continue;
      this.add(key, { outcome: "parked", reason, principals: [] });
    }
  }

  addSkip(key: string, reason: string): void {
    this.add(key, { outcome: "skipped", reason, principals: [] });
  }
}
