import type { Clock } from "./clock.ts";
import { type HeapTimer, TimerHeap } from "./timer-heap.ts";

interface Timer extends HeapTimer {
  readonly background: boolean;
  readonly fire: () => void;
}

export interface VirtualClockOptions {
  /** Lets the machine's elapsed time pass while nothing is held and no foreground timer is left, so that schedules fire. */
  readonly follow?: boolean;
}

/**
 * A clock on which waiting takes no time: it stands still while work is held, and jumps to the next foreground timer when none is.
 * It never runs backwards; timers of the same instant fire in the order they were made.
 */
export class VirtualClock implements Clock {
  /** The present instant as one Float64, for worker threads to read. */
  readonly shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  readonly #instant = new Float64Array(this.shared);
  #timers = new TimerHeap<Timer>();
  readonly #follow: boolean;
  #made = 0;
  #held = 0;
  #foreground = 0;
  /** Grows whenever work begins, so that a turn of quiet is a turn in which it stayed the same. */
  #activity = 0;
  #checking = false;
  #closed = false;
  #waiters: (() => void)[] = [];
  #following: { readonly sinceMs: number; readonly wake: NodeJS.Timeout | undefined } | undefined;

  constructor(startAtMs: number, options: VirtualClockOptions = {}) {
    if (!Number.isFinite(startAtMs)) throw new RangeError(`Cannot start a clock: "${startAtMs}" is no instant`);
    this.#instant[0] = startAtMs;
    this.#follow = options.follow ?? false;
    this.#check();
  }

  now(): number {
    return Math.floor(this.#exact());
  }

  at(atMs: number, fire: () => void, options: { readonly background?: boolean } = {}): () => void {
    const timer: Timer = {
      // The past is due at once, after what is already due; NaN too, as with setTimeout.
      atMs: Math.max(Number.isNaN(atMs) ? 0 : atMs, this.#exact()),
      order: this.#made++,
      cancelled: false,
      background: options.background ?? false,
      fire,
    };
    if (this.#closed) return () => undefined;
    this.#timers.push(timer);
    if (!timer.background) this.#foreground++;
    if (timer.background) this.#rearm();
    else this.#check();
    return () => this.#cancel(timer);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.at(this.now() + ms, resolve));
  }

  hold(): () => void {
    this.#freeze();
    this.#held++;
    this.#activity++;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#held--;
      if (this.#held === 0) this.#check();
    };
  }

  settled(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
      this.#check();
    });
  }

  /** Ends time: no timer fires any more, and what still waits for time to pass waits for ever. The clock counts as settled. */
  close(): void {
    this.#freeze();
    this.#closed = true;
    this.#timers = new TimerHeap();
    this.#foreground = 0;
    for (const resolve of this.#waiters.splice(0)) resolve();
  }

  #exact(): number {
    const instant = this.#instant[0] ?? 0;
    return this.#following ? instant + (performance.now() - this.#following.sinceMs) : instant;
  }

  #cancel(timer: Timer): void {
    if (timer.cancelled || this.#closed) return;
    this.#timers.cancel(timer);
    if (timer.background) return;
    this.#foreground--;
    this.#check();
  }

  /** Waits for two turns of the event loop in which nothing began, then moves time on. */
  #check(): void {
    if (this.#checking || this.#held > 0 || this.#closed) return;
    this.#checking = true;
    this.#awaitQuiet(this.#activity, 2);
  }

  #awaitQuiet(activity: number, turns: number): void {
    setImmediate(() => {
      if (this.#held > 0 || this.#closed) {
        this.#checking = false; // the last release checks again
      } else if (this.#activity !== activity) {
        this.#awaitQuiet(this.#activity, 2);
      } else if (turns > 1) {
        this.#awaitQuiet(activity, turns - 1);
      } else {
        this.#checking = false;
        this.#step();
      }
    });
  }

  #step(): void {
    if (this.#foreground === 0) {
      for (const resolve of this.#waiters.splice(0)) resolve();
      this.#startFollowing();
      return;
    }
    this.#freeze();
    this.#fireDueAt(Math.max(this.#instant[0] ?? 0, this.#timers.peek()?.atMs ?? 0));
    this.#check();
  }

  #fireDueAt(instant: number): void {
    this.#instant[0] = instant;
    const firstNew = this.#made;
    for (let timer = this.#timers.peek(); timer && timer.atMs <= instant; timer = this.#timers.peek()) {
      if (timer.order >= firstNew) return; // made by a timer of this very instant: its turn is the next step
      this.#timers.pop();
      timer.cancelled = true;
      if (!timer.background) this.#foreground--;
      fireSafely(timer.fire);
    }
  }

  #startFollowing(): void {
    if (!this.#follow || this.#following) return;
    const next = this.#timers.peek();
    const delayMs = next ? Math.min(Math.max(Math.ceil(next.atMs - this.#exact()), 0), 2 ** 31 - 1) : undefined;
    const wake = delayMs === undefined ? undefined : setTimeout(() => this.#followed(), delayMs);
    wake?.unref();
    this.#following = { sinceMs: performance.now(), wake };
  }

  #followed(): void {
    this.#freeze();
    this.#fireDueAt(this.#instant[0] ?? 0);
    this.#check();
  }

  #rearm(): void {
    if (!this.#following) return;
    this.#freeze();
    this.#startFollowing();
  }

  #freeze(): void {
    if (!this.#following) return;
    clearTimeout(this.#following.wake);
    this.#instant[0] = this.#exact();
    this.#following = undefined;
  }
}

/** Fires a timer so that a mistake in it surfaces without stopping time for the others. */
function fireSafely(fire: () => void): void {
  try {
    fire();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
