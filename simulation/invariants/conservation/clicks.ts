import type { Happening } from "../../happening.ts";
import { seenInput } from "../seen/execution-input.ts";
import { seenEvent } from "../seen/message.ts";
import type { SeenStack } from "../seen/stack.ts";

/** A finding version that somebody asked for by the custom action. */
export interface Click {
  readonly key: string;
  readonly rank: number;
  readonly atMs: number;
}

/** Clicks that no execution has taken up, the latest of each finding. */
export class Clicks {
  readonly #stack: SeenStack;
  readonly #clicks = new Map<string, Click>();

  constructor(stack: SeenStack) {
    this.#stack = stack;
  }

  get open(): Iterable<Click> {
    return this.#clicks.values();
  }

  onEvent({ rules, event }: Extract<Happening, { readonly kind: "event" }>, atMs: number): void {
    if (!rules.some((rule) => this.#stack.intakeRules.has(rule))) return;
    const { requested, findings } = seenEvent(event);
    for (const { key, rank, sample } of requested ? findings : [])
      if (!sample) this.#clicks.set(key, { key, rank, atMs });
  }

  /** @param input of an execution that starts */
  onStart(input: string): void {
    for (const { key, rank } of this.#clicks.size > 0 ? seenInput(input).findings : []) {
      if (rank >= (this.#clicks.get(key)?.rank ?? Number.POSITIVE_INFINITY)) this.#clicks.delete(key);
    }
  }
}
