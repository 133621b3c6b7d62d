import type { ExistingFindings, FindingPage, FindingQuery } from "#domain/existing-finding.ts";
import type { JsonObject } from "#domain/json.ts";
import type { Clock } from "#domain/ports.ts";
import { type Checkpoint, unhandled } from "./checkpoint.ts";
import { patiently } from "./patiently.ts";

/** Reads a listing page by page; every call of GetFindings, a repeated one too, waits for its turn. */
export class Listing {
  readonly #findings: ExistingFindings;
  readonly #clock: Clock;
  readonly #awaitTurn: () => Promise<void>;

  constructor(findings: ExistingFindings, clock: Clock, awaitTurn: () => Promise<void>) {
    this.#findings = findings;
    this.#clock = clock;
    this.#awaitTurn = awaitTurn;
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
    await this.#awaitTurn();
    return this.#findings.page(query, token);
  }
}
