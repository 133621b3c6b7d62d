import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import timersPromises from "node:timers/promises";
import { promisify } from "node:util";
import { VirtualTimers } from "./virtual-timers.ts";
import { timeoutSignal, virtualTimersPromises } from "./virtual-timers-promises.ts";

type Callback = (...args: unknown[]) => void;

/**
 * Puts the thread on virtual time: `Date`, `performance.now`, `process.hrtime`, timers, `node:timers/promises` and `AbortSignal.timeout`.
 * `setImmediate` and `process.nextTick` are left alone: they do not wait for time.
 */
export function installVirtualTime(sharedClock: SharedArrayBuffer): VirtualTimers {
  const instant = new Float64Array(sharedClock);
  const now = (): number => Math.floor(instant[0] ?? 0);
  installDate(now);
  installCounters(now);
  const table = new VirtualTimers(now);
  installTimers(table);
  return table;
}

function installDate(now: () => number): void {
  const RealDate = Date;
  RealDate.now = now;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.prototype.constructor = globalThis.Date;
}

function installCounters(now: () => number): void {
  const startedAt = now();
  Object.defineProperty(performance, "now", { value: () => now() - startedAt, configurable: true, writable: true });
  Object.defineProperty(performance, "timeOrigin", { value: startedAt, configurable: true });
  const bigint = (): bigint => BigInt(now() - startedAt) * 1_000_000n;
  const hrtime = (earlier?: readonly [number, number]): [number, number] => {
    const nanoseconds = bigint() - (earlier ? BigInt(earlier[0]) * 1_000_000_000n + BigInt(earlier[1]) : 0n);
    return [Number(nanoseconds / 1_000_000_000n), Number(nanoseconds % 1_000_000_000n)];
  };
  process.hrtime = Object.assign(hrtime, { bigint }) as typeof process.hrtime;
}

function installTimers(table: VirtualTimers): void {
  const setTimeout = (callback: Callback, ms?: unknown, ...args: unknown[]) => table.set(callback, ms, args, false);
  const setInterval = (callback: Callback, ms?: unknown, ...args: unknown[]) => table.set(callback, ms, args, true);
  const clear = (timeout: unknown): void => table.clear(timeout);
  const promises = virtualTimersPromises(table);
  Object.assign(setTimeout, { [promisify.custom]: promises.setTimeout });
  const functions = { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear };
  Object.assign(globalThis, functions);
  Object.assign(timers, functions);
  Object.assign(timersPromises, { setTimeout: promises.setTimeout, setInterval: promises.setInterval });
  Object.assign(timersPromises.scheduler, { wait: promises.wait });
  AbortSignal.timeout = (ms) => timeoutSignal(table, ms);
  syncBuiltinESMExports();
}
