import { ServiceUnavailable } from "#domain/errors.ts";
import type { Clock } from "#domain/ports.ts";

const triesMax = 4;
const firstPauseMs = 200;

/** Splits `items` in order into batches of at most `countMax` items and `bytesMax` bytes; an item is never split. */
export function batches<T>(
  items: readonly T[],
  countMax: number,
  bytesMax: number,
  bytesOf: (item: T) => number,
): T[][] {
  const all: T[][] = [];
  let room = 0;
  for (const item of items) {
    const bytes = bytesOf(item);
    const last = all.at(-1);
    if (!last || last.length === countMax || bytes > room) {
      all.push([item]);
      room = bytesMax - bytes;
    } else {
      last.push(item);
      room -= bytes;
    }
  }
  return all;
}

/** As `sendWhatIsTaken`. @throws {ServiceUnavailable} some are refused still */
export async function sendAll<T>(
  operation: string,
  batch: readonly T[],
  clock: Clock,
  send: (items: readonly T[]) => Promise<readonly T[]>,
): Promise<void> {
  const refused = await sendWhatIsTaken(batch, clock, send);
  if (refused.length > 0) throw new ServiceUnavailable(operation);
}

/**
 * Sends a batch until nothing of it is refused: 4 tries, 0.2 s, 0.4 s and 0.8 s apart.
 * @param send answers the items refused this time
 * @returns the items that are refused still
 */
export async function sendWhatIsTaken<T>(
  batch: readonly T[],
  clock: Clock,
  send: (items: readonly T[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  let rest = batch;
  for (let tries = 0; tries < triesMax && rest.length > 0; tries++) {
    if (tries > 0) await clock.sleep(firstPauseMs * 2 ** (tries - 1));
    rest = await send(rest);
  }
  return rest;
}
