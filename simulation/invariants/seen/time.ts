/** An instant as violations tell it. */
export function timeOf(atMs: number): string {
  return Number.isFinite(atMs) ? new Date(atMs).toISOString() : "some time";
}
