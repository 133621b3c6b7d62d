import { type DeadLetter, guideOf } from "#domain/dead-letter.ts";

/** The dead letters of one reason. */
export interface ReasonGroup {
  readonly reason: DeadLetter["reason"];
  readonly messages: number;
  readonly findings: number;
  /** Since when the first and the last of them wait; ISO 8601, UTC. */
  readonly oldest: string;
  readonly newest: string;
  /** Whether a replay helps. */
  readonly replay: "yes" | "when-mended" | "no";
}

/** Counts dead letters by reason, one at a time, keeping none. */
export class LetterGroups {
  readonly #groups = new Map<DeadLetter["reason"], ReasonGroup>();

  add(letter: DeadLetter): void {
    const { reason, findings, waitingSince } = letter;
    const known = this.#groups.get(reason);
    const oldest = known && known.oldest < waitingSince ? known.oldest : waitingSince;
    const newest = known && known.newest > waitingSince ? known.newest : waitingSince;
    this.#groups.set(reason, {
      reason,
      messages: (known?.messages ?? 0) + 1,
      findings: (known?.findings ?? 0) + findings.length,
      oldest,
      newest,
      replay: guideOf(letter).replay,
    });
  }

  get messages(): number {
    return this.all().reduce((sum, { messages }) => sum + messages, 0);
  }

  /** The most frequent reason first. */
  all(): readonly ReasonGroup[] {
    return [...this.#groups.values()].sort((a, b) => b.messages - a.messages || (a.reason < b.reason ? -1 : 1));
  }
}
