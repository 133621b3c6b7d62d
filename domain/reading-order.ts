import type { IntakeMessage } from "./batch.ts";

const suspectPartsMax = 50;

/**
 * The parts in which a batch is worked on, one after the other. All messages that are received for the first time are one. A message
 * that comes again may have ended whoever read it: those come last, one by one (in 50 parts at most), the least often received
 * first. Among equals it does not show which one is deadly, only that nobody got past it: every receive turns their order round.
 */
export function readingParts(messages: readonly IntakeMessage[]): readonly (readonly IntakeMessage[])[] {
  const isFresh = ({ receives }: IntakeMessage) => receives <= 1;
  const suspects = messages.filter((message) => !isFresh(message)).sort(compareSuspects);
  const size = Math.ceil(suspects.length / suspectPartsMax);
  const parts = [messages.filter(isFresh)];
  for (let at = 0; at < suspects.length; at += size) parts.push(suspects.slice(at, at + size));
  return parts.filter(({ length }) => length > 0);
}

function compareSuspects(one: IntakeMessage, other: IntakeMessage): number {
  if (one.receives !== other.receives) return one.receives - other.receives;
  const upwards = one.messageId < other.messageId ? -1 : 1;
  return one.receives % 2 === 0 ? upwards : -upwards;
}
