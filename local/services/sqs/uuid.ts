import { hexDigest } from "../request/digest.ts";

/** An id in the form of a UUID, made of the parts. */
export function uuidOf(...parts: readonly string[]): string {
  const hex = hexDigest(32, ...parts);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
