import { Option } from "commander";
import { dayMs, hourMs } from "#domain/instant.ts";
import { parseTimeSpan } from "#domain/time-span.ts";
import type { ConfirmationOptions } from "../confirmation.ts";
import type { TargetOptions } from "../target.ts";

export interface InvestigateOptions extends TargetOptions, ConfirmationOptions {
  readonly since: string;
  readonly product?: string;
  readonly detectiveRegion?: string;
  /** Undefined: on a terminal. */
  readonly wait?: boolean;
  readonly json?: true;
}

export const investigateOptions: readonly Option[] = [
  new Option("--since <span>", "of a principal: what it did since then, 3h to 30d").default("7d").argParser(sinceOf),
  new Option("--product <arn>", "of a finding: its product, where two have a finding of that id"),
  new Option("--detective-region <name>", "of a principal: Region of the behavior graph (default: that of the stack)"),
  new Option("--wait", "wait for the end (default on a terminal)"),
  new Option("--no-wait", "say how to look again, and leave"),
  new Option("--json", "print the report as one JSON object"),
];

function sinceOf(text: string): string {
  const spanMs = parseTimeSpan(text);
  if (spanMs !== undefined && spanMs >= 3 * hourMs && spanMs <= 30 * dayMs) return text;
  throw new Error(`Cannot use --since "${text}": a span from 3h to 30d is wanted, as Detective searches no other`);
}
