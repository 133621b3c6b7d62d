import { ServiceUnavailable, Throttled } from "#domain/errors.ts";
import type { Clock } from "#domain/ports.ts";

const pausesMs = [2_000, 4_000, 8_000, 16_000, 30_000];

/** Does work again that a service throttled or did not answer: 2, 4, 8, 16 and 30 s later. @throws what the last try threw */
export async function patiently<T>(work: () => Promise<T>, clock: Pick<Clock, "sleep">): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Throttled || error instanceof ServiceUnavailable)) throw error;
      await clock.sleep(pauseMs);
    }
  }
  return work();
}
