import type { ExistingFindings, FindingPage, FindingQuery } from "#domain/existing-finding.ts";
import type { Instant } from "#domain/instant.ts";
import type { JsonObject } from "#domain/json.ts";
import type { Clock } from "#domain/ports.ts";
import { type Checkpoint, unhandled } from "./checkpoint.ts";
import { patiently } from "./patiently.ts";

// The pipeline holds itself at two calls a second, the account's rate is three: this is the third.
const betweenCallsMs = 1_000;

/** Reads a listing page by page, at most one call of GetFindings a second. */
export class Listing {
  readonly #findings: ExistingFindings;
  readonly #clock: Clock;
  #nextCallAt: Instant;

  constructor(findings: ExistingFindings, clock: Clock) {
    this.#findings = findings;
    this.#clock = clock;
    // The survey, or a run that was killed, may have called a moment ago.
    this.#nextCallAt = clock.now() + betweenCallsMs;
  }

  /**
   * The findings of the checkpoint's pass that are still to be handled, least recently updated first.
   * @param checkpoint as it is now: where the listing begins anew when Security Hub no longer takes its token
   */
  async *pages(
    query: Omit<FindingQuery, "since" | "pass">,
    checkpoint: () => Checkpoint,
  ): AsyncGenerator<readonly JsonObject[]> {
    let asked = this.#queryOf(query, checkpoint());
    let token: string | undefined;
    for (;;) {
      const page = await patiently(() => this.#page(asked, token), this.#clock);
      token = page.kind === "page" ? page.next : undefined;
      if (page.kind === "expired") asked = this.#queryOf(query, checkpoint());
      else yield unhandled(checkpoint(), page.findings);
      if (page.kind === "page" && token === undefined) return;
    }
  }

  #queryOf(query: Omit<FindingQuery, "since" | "pass">, { pass, position }: Checkpoint): FindingQuery {
    return { ...query, pass, since: Date.parse(position) };
  }

  async #page(query: FindingQuery, token: string | undefined): Promise<FindingPage> {
    const waitMs = this.#nextCallAt - this.#clock.now();
    if (waitMs > 0) await this.#clock.sleep(waitMs);
    try {
      return await this.#findings.page(query, token);
    } finally {
      // Counted from the answer: a call that was slow to arrive must not come closer to the next one.
      this.#nextCallAt = this.#clock.now() + betweenCallsMs;
    }
  }
}
