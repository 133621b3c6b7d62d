import type { Clock } from "#domain/ports.ts";

/** Sleeps, unless somebody ends it. */
export async function pause(clock: Pick<Clock, "sleep">, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  let wake = () => {};
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  signal.addEventListener("abort", wake);
  await Promise.race([clock.sleep(ms), woken]);
  signal.removeEventListener("abort", wake);
}
