import type { Clock } from "./clock.ts";

/** Node's longest timer; a longer wait is made of several. */
const timerMsMax = 2 ** 31 - 1;

/** The machine's own time. It never runs backwards, even when the machine's does. */
export class RealClock implements Clock {
  #latest = 0;
  #held = 0;
  #foreground = 0;
  #waiters: (() => void)[] = [];

  now(): number {
    this.#latest = Math.max(this.#latest, Date.now());
    return this.#latest;
  }

  at(atMs: number, fire: () => void, options: { readonly background?: boolean } = {}): () => void {
    const background = options.background ?? false;
    let timer: NodeJS.Timeout | undefined;
    let over = false;
    const end = (): void => {
      over = true;
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
    return () => {
      if (over) return;
      clearTimeout(timer);
      end();
    };
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
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
      this.#check();
    });
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
