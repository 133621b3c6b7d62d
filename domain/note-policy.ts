import type { FindingBrief } from "./brief/finding-brief.ts";
import { noteCharsMax, writeNote } from "./note.ts";
import type { Settings } from "./settings.ts";

/** The author of everything this product writes. */
const noteAuthor = "gumshoe";

export interface Note {
  readonly text: string;
  readonly updatedBy: string;
}

// A line break is in no text of ours, so that the last separator is always the one before our part.
const separator = "\n\nGumshoe: ";
// With less room than this ours is left out; a person's text alone decides, so that it does not come and go.
const ownCharsMin = 120;

/**
 * The note to write in place of the stored one.
 *
 * | stored note | `preserve` | `append` | `overwrite` |
 * |---|---|---|---|
 * | none | ours | ours | ours |
 * | ours | ours | ours | ours |
 * | a person's | theirs | theirs, then ours | ours |
 * | a person's, ours appended by us | theirs, then ours | theirs, then ours | ours |
 *
 * What a person saved is theirs in full, even where it holds an earlier note of ours. A person's text is never cut: when
 * ours does not fit behind it, it stands alone.
 * @returns undefined when the stored note is to stay as it is
 */
export function planNote(
  stored: Note | undefined,
  brief: FindingBrief,
  policy: Settings["notePolicy"],
): Note | undefined {
  const ours = stored === undefined || isOurs(stored);
  if (policy === "preserve" && !ours) return undefined;
  const theirs = policy === "overwrite" ? undefined : textOfOthers(stored);
  const text = theirs === undefined ? writeNote(brief) : appended(theirs, brief);
  return text === undefined || (ours && text === stored?.text) ? undefined : { text, updatedBy: noteAuthor };
}

/** Whether the note is one that this product has written. */
export function isOurs(note: Note | undefined): boolean {
  return note?.updatedBy === noteAuthor;
}

function textOfOthers(stored: Note | undefined): string | undefined {
  if (stored === undefined || stored.text.trim() === "") return undefined;
  if (!isOurs(stored)) return stored.text;
  const at = stored.text.lastIndexOf(separator);
  return at > 0 ? stored.text.slice(0, at) : undefined;
}

function appended(theirs: string, brief: FindingBrief): string | undefined {
  const roomChars = noteCharsMax - theirs.length - separator.length;
  return roomChars < ownCharsMin ? undefined : `${theirs}${separator}${writeNote(brief, roomChars)}`;
}
