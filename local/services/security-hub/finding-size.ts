import { jsonBytes } from "../request/json-size.ts";
import type { Finding } from "./finding.ts";

/** The largest finding Security Hub takes. */
export const findingBytesMax = 240 * 1024;

/** Size in bytes; infinite for a finding that nests too deeply to be written. */
export function sizeOf(finding: Finding): number {
  return jsonBytes(finding);
}
