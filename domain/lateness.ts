import type { PrincipalSettled } from "./contract.ts";
import { type Instant, parseInstant } from "./instant.ts";

/** How late the evidence is on its finding, ms. */
export interface Lateness {
  /** From the start of the execution; absent when nobody knows it. */
  readonly ms?: number;
  /** From the look that found the last investigation over; absent when there was none. */
  readonly lagMs?: number;
}

export function latenessOf(
  principals: readonly PrincipalSettled[],
  startedAt: Instant | undefined,
  now: Instant,
): Lateness {
  const reads = principals.flatMap((principal) => {
    const readAt = principal.kind === "investigated" ? parseInstant(principal.readAt) : undefined;
    return readAt === undefined ? [] : [readAt];
  });
  return {
    ...(startedAt !== undefined && { ms: Math.max(0, now - startedAt) }),
    ...(reads.length > 0 && { lagMs: Math.max(0, now - Math.max(...reads)) }),
  };
}
