import { inertText, shorten } from "../inert-text.ts";

const readCharsMax = 1_000;

/** Text for a chat, escaped. */
export type ChatText = string;

/**
 * Inert text for Slack and Teams: calls nobody, is no link and no markup. What a chat reads as an entity is escaped.
 * @param charsMax of what is escaped
 * @see docs.slack.dev/messaging/formatting-message-text (read 2026-12-01)
 */
export function chatText(text: string, charsMax = readCharsMax): ChatText {
  const escaped = inertText(text, readCharsMax)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@(?=here|channel|everyone|all\b|group|team)/gi, "(at) ");
  // Not within an entity.
  return shorten(escaped, charsMax).replace(/&[a-z]{0,4}…$/, "…");
}

// What a code span can hold, and what Slack would not read as an entity.
const command = /^[!-%'-;=?-_a-~](?:[ -%'-;=?-_a-~]{0,398}[!-%'-;=?-_a-~])?$/;

/** A line for a shell as code, which is shown as it is; undefined when it holds what could end the code. */
export function chatCommand(line: string): ChatText | undefined {
  return command.test(line) ? `\`${line}\`` : undefined;
}
