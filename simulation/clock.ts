import type { Clock } from "#local/clock.ts";
import { type HeapTimer, TimerHeap } from "#local/timer-heap.ts";

interface Timer extends HeapTimer {
  readonly background: boolean;
  readonly fire: () => void;
}

/**
 * Virtual time for a world that lives on promises alone: one timer fires, everything it sets off runs to its end, the next
 * timer fires. So nothing has to be held, and the order of events follows from the timers alone.
 */
export class SimulatedClock implements Clock {
  readonly #timers = new TimerHeap<Timer>();
  #nowMs: number;
  #made = 0;
  #foreground = 0;

  constructor(startAtMs: number) {
    this.#nowMs = startAtMs;
  }

  now(): number {
    return this.#nowMs;
  }

  at(atMs: number, fire: () => void, options?: { readonly background?: boolean }): () => void {
    const background = options?.background ?? false;
    const dueMs = atMs > this.#nowMs ? atMs : this.#nowMs;
    const timer: Timer = { atMs: dueMs, order: this.#made++, cancelled: false, background, fire };
    this.#timers.push(timer);
    if (!background) this.#foreground++;
    return () => {
      if (timer.cancelled) return;
      this.#timers.cancel(timer);
      if (!background) this.#foreground--;
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.at(this.#nowMs + ms, resolve));
  }

  hold(): () => void {
    return nothing;
  }

  settled(): Promise<void> {
    return this.quiet(Number.POSITIVE_INFINITY);
  }

  /** Lets time pass until only schedules are left, or until `untilMs`. */
  async quiet(untilMs: number): Promise<void> {
    await turn();
    while (this.#foreground > 0 && this.#due(untilMs)) await turn();
  }

  /** Lets time pass, schedules included, until it is `untilMs`. */
  async passTo(untilMs: number): Promise<void> {
    await turn();
    while (this.#due(untilMs)) await turn();
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  get isQuiet(): boolean {
    return this.#foreground === 0;
  }

  /** Fires the next timer; false when none is due by `untilMs`. */
  #due(untilMs: number): boolean {
    const timer = this.#timers.peek();
    if (!timer || timer.atMs > untilMs) return false;
    this.#timers.pop();
    timer.cancelled = true;
    if (!timer.background) this.#foreground--;
    this.#nowMs = timer.atMs;
    timer.fire();
    return true;
  }
}

/**
 * Resolves when every promise that can be settled by now has been, and all that follows from it has run: Node takes up its
 * tick queue only when no microtask is left. A turn of the event loop would do the same at twenty times the price.
 */
function turn(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

function nothing(): void {
  // Nothing in this world waits for real work.
}
