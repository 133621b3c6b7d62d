import type { Refusal } from "#domain/message-queue.ts";
import { cleanText } from "#domain/text.ts";

const shownMax = 20;

/** Messages that something went wrong with, each with its reason: `title`, then a line for each. */
export function renderRefusals(title: string, refusals: readonly Refusal[]): readonly string[] {
  if (refusals.length === 0) return [];
  const shown = refusals.slice(0, shownMax).map(({ messageId, why }) => `  ${messageId}  ${cleanText(why, 200)}`);
  const hidden = refusals.length - shown.length;
  return [title, ...shown, ...(hidden > 0 ? [`  … and ${hidden} more: --json has them all`] : [])];
}
