import type { IntakeMessage } from "./batch.ts";

// Most of what comes again for the first time met a crash by chance: a few parts tell enough, and cost little.
const secondPartsMax = 8;
const laterPartsMax = 50;

/**
 * The parts in which a batch is worked on, one after the other. All messages that are received for the first time are one. A message
 * that comes again may have ended whoever read it: those come last, at the second receive in 8 parts at most, from the third on one
 * by one (in 50 parts at most), the least often received first. Among equals it does not show which one is deadly, only that nobody
 * got past it: every receive turns their order round.
 */
export function readingParts(messages: readonly IntakeMessage[]): readonly (readonly IntakeMessage[])[] {
  const inOrder = [...messages].sort(compareSuspects);
  const second = inOrder.filter(({ receives }) => receives === 2);
  const later = inOrder.filter(({ receives }) => receives > 2);
  const fresh = messages.filter(({ receives }) => receives <= 1);
  return [fresh, ...split(second, secondPartsMax), ...split(later, laterPartsMax)].filter(({ length }) => length > 0);
}

function split(messages: readonly IntakeMessage[], partsMax: number): readonly (readonly IntakeMessage[])[] {
  const size = Math.ceil(messages.length / partsMax);
  return Array.from({ length: Math.ceil(messages.length / Math.max(1, size)) }, (_, part) =>
    messages.slice(part * size, (part + 1) * size),
  );
}

function compareSuspects(one: IntakeMessage, other: IntakeMessage): number {
  if (one.receives !== other.receives) return one.receives - other.receives;
  const upwards = one.messageId < other.messageId ? -1 : 1;
  return one.receives % 2 === 0 ? upwards : -upwards;
}
