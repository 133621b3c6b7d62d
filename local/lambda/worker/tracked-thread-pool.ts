import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import zlib from "node:zlib";
import type { InFlight } from "./in-flight.ts";

type Callback = (...args: unknown[]) => unknown;

const cryptoFunctions = [
  "generateKey",
  "generateKeyPair",
  "hkdf",
  "pbkdf2",
  "randomBytes",
  "randomFill",
  "randomInt",
  "scrypt",
  "sign",
  "verify",
];
const zlibFunctions = [
  "brotliCompress",
  "brotliDecompress",
  "deflate",
  "deflateRaw",
  "gunzip",
  "gzip",
  "inflate",
  "inflateRaw",
  "unzip",
];

/** Counts work of Node's thread pool that `process.getActiveResourcesInfo()` does not show: node:crypto, node:zlib and Web Crypto. */
export function trackThreadPool(inFlight: InFlight): void {
  trackCallbacks(inFlight, crypto as unknown as Record<string, Callback>, cryptoFunctions);
  trackCallbacks(inFlight, zlib as unknown as Record<string, Callback>, zlibFunctions);
  trackPromises(inFlight, Object.getPrototypeOf(crypto.webcrypto.subtle));
  syncBuiltinESMExports();
}

function trackCallbacks(inFlight: InFlight, module: Record<string, Callback>, names: readonly string[]): void {
  for (const name of names) {
    const original = module[name];
    if (!original) continue;
    const tracked = function (this: unknown, ...args: unknown[]): unknown {
      const callback = args.at(-1);
      if (typeof callback !== "function") return original.apply(this, args);
      const end = inFlight.begin();
      args[args.length - 1] = (...results: unknown[]) => {
        end();
        callback(...results);
      };
      return original.apply(this, args);
    };
    module[name] = Object.defineProperties(tracked, Object.getOwnPropertyDescriptors(original));
  }
}

function trackPromises(inFlight: InFlight, prototype: Record<string, Callback>): void {
  for (const name of Object.keys(Object.getOwnPropertyDescriptors(prototype))) {
    const original = name === "constructor" ? undefined : prototype[name];
    if (typeof original !== "function") continue;
    prototype[name] = async function (this: unknown, ...args: unknown[]): Promise<unknown> {
      const end = inFlight.begin();
      try {
        return await original.apply(this, args);
      } finally {
        end();
      }
    };
  }
}
