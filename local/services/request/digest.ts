import { createHash, hash } from "node:crypto";

/** The sha256 of the parts in lower-case hex, cut to `length` characters. */
export function hexDigest(length: number, ...parts: readonly string[]): string {
  return hash("sha256", parts.join("\u0000")).slice(0, length);
}

/** A decimal number of exactly `length` digits, made of the parts; the first digit is not 0. */
export function decimalDigest(length: number, ...parts: readonly string[]): string {
  const number = BigInt(`0x${hexDigest(64, ...parts)}`) % (9n * 10n ** BigInt(length - 1));
  return (number + 10n ** BigInt(length - 1)).toString();
}

/** An id in the form of IAM's unique ids: `prefix`, then 17 capital letters and digits (A-Z, 2-7). */
export function iamId(prefix: string, ...parts: readonly string[]): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bytes = createHash("sha256").update(parts.join("\u0000")).digest().subarray(0, 17);
  return prefix + [...bytes].map((byte) => alphabet[byte % 32]).join("");
}
