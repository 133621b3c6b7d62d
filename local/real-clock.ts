import type { Clock } from "./clock.ts";

/** Node's longest timer; a longer wait is made of several. */
const timerMsMax = 2 ** 31 - 1;

/** The machine's own time. It never runs backwards, even when the machine's does. */
export class RealClock implements Clock {
  #latest = 0;
  #held = 0;
  #foreground = 0;
  #closed = false;
  readonly #cancels = new Set<() => void>();
  #waiters: (() => void)[] = [];

  now(): number {
    this.#latest = Math.max(this.#latest, Date.now());
    return this.#latest;
  }

  at(atMs: number, fire: () => void, options: { readonly background?: boolean } = {}): () => void {
    const background = options.background ?? false;
    let timer: NodeJS.Timeout | undefined;
    if (this.#closed) return () => undefined;
    const cancel = (): void => {
      if (!this.#cancels.has(cancel)) return;
      clearTimeout(timer);
      end();
    };
    const end = (): void => {
      this.#cancels.delete(cancel);
      if (!background) this.#foreground--;
      this.#check();
    };
    const arm = (): void => {
      const leftMs = Math.max(atMs - this.now(), 0);
      timer = setTimeout(
        () => {
          if (leftMs > timerMsMax || this.now() < atMs) return arm();
          end();
          fire();
        },
        Math.min(leftMs, timerMsMax),
      );
      if (background) timer.unref();
    };
    if (!background) this.#foreground++;
    arm();
    this.#cancels.add(cancel);
    return cancel;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.at(this.now() + ms, resolve));
  }

  hold(): () => void {
    this.#held++;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#held--;
      this.#check();
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
    this.#closed = true;
    for (const cancel of this.#cancels) cancel();
    for (const resolve of this.#waiters.splice(0)) resolve();
  }

  #check(): void {
    if (this.#waiters.length === 0) return;
    setImmediate(() =>
      setImmediate(() => {
        if (this.#held > 0 || this.#foreground > 0) return;
        for (const resolve of this.#waiters.splice(0)) resolve();
      }),
    );
  }
}
