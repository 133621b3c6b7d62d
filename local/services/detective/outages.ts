import type { Clock } from "../../clock.ts";
import type { Operation } from "../../service.ts";
import { outOfOrder } from "./errors.ts";

/** Stretches of time in which a service answers nothing but errors. */
export class Outages {
  readonly #clock: Pick<Clock, "now">;
  readonly #stretches: { readonly fromMs: number; readonly toMs: number }[] = [];

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /** From `fromMs` until just before `toMs`, ms since the epoch. */
  add(fromMs: number, toMs: number): void {
    this.#stretches.push({ fromMs, toMs });
  }

  /** The operations, refused while an outage lasts: before anything takes effect. */
  guard(operations: Readonly<Record<string, Operation>>): Readonly<Record<string, Operation>> {
    const guarded = Object.entries(operations).map(([name, operation]) => {
      const unlessOut: Operation = (input: unknown, call) => {
        if (this.#isOut()) throw outOfOrder(name);
        return operation(input, call);
      };
      return [name, unlessOut] as const;
    });
    return Object.fromEntries(guarded);
  }

  #isOut(): boolean {
    const now = this.#clock.now();
    return this.#stretches.some(({ fromMs, toMs }) => fromMs <= now && now < toMs);
  }
}
