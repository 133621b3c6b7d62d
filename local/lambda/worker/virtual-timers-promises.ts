import type { VirtualTimers } from "./virtual-timers.ts";

interface WaitOptions {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

interface VirtualTimersPromises {
  setTimeout<T>(ms?: number, value?: T, options?: WaitOptions): Promise<T | undefined>;
  setInterval<T>(ms?: number, value?: T, options?: WaitOptions): AsyncGenerator<T | undefined>;
  wait(ms?: number, options?: WaitOptions): Promise<void>;
}

/** `node:timers/promises` on virtual time. */
export function virtualTimersPromises(timers: VirtualTimers): VirtualTimersPromises {
  const wait = <T>(ms?: number, value?: T, options: WaitOptions = {}): Promise<T | undefined> =>
    new Promise((resolve, reject) => {
      const { signal } = options;
      if (signal?.aborted) return reject(abortError(signal));
      const onAbort = (): void => {
        timers.clear(timeout);
        if (signal) reject(abortError(signal));
      };
      const end = (): void => {
        signal?.removeEventListener("abort", onAbort);
        resolve(value);
      };
      const timeout = timers.set(end, ms, [], false);
      if (options.ref === false) timeout.unref();
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  return {
    setTimeout: wait,
    setInterval: async function* (ms, value, options) {
      for (;;) yield await wait(ms, value, options);
    },
    wait: (ms, options) => wait<void>(ms, undefined, options),
  };
}

/** `AbortSignal.timeout` on virtual time. */
export function timeoutSignal(timers: VirtualTimers, ms: number): AbortSignal {
  const controller = new AbortController();
  const abort = (): void =>
    controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
  timers.set(abort, ms, [], false).unref();
  return controller.signal;
}

const abortError = (signal: AbortSignal): Error =>
  Object.assign(new Error("The operation was aborted", { cause: signal.reason }), {
    name: "AbortError",
    code: "ABORT_ERR",
  });
