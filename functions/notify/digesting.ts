import { dayMs, formatInstant } from "#domain/instant.ts";
import { digestChat, digestMail } from "#domain/notify/digest.ts";
import type { Channels, Digests } from "#domain/notify/ports.ts";
import type { Clock, Log } from "#domain/ports.ts";

export interface DigestPorts {
  readonly digests: Digests;
  readonly channels: Channels;
  readonly clock: Clock;
  readonly log: Log;
}

// A round that failed, or began a little late for its day, is made up for by the next ones.
const daysBack = 3;

/** Tells the digests of days that are over and of which nobody was told, the oldest first. */
export async function tellDigests({ digests, channels, clock, log }: DigestPorts): Promise<void> {
  const now = clock.now();
  for (let back = daysBack; back > 0; back--) {
    const digest = await digests.untold(formatInstant(now - back * dayMs).slice(0, 10));
    if (!digest) continue;
    await channels.chat?.(digestChat(digest));
    await channels.mail?.(digestMail(digest));
    await digests.markTold(digest.day);
    log.outcome({ outcome: "digest-told", findings: digest.entries.length + digest.more });
  }
}
