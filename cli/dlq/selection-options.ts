import { InvalidArgumentError, Option } from "commander";
import { DeadLetterReason, SeverityLabel } from "#domain/contract.ts";
import type { DeadLetterSelection } from "#domain/dead-letter-selection.ts";
import { parseTimeSpan } from "#domain/time-span.ts";

/** Options that say which dead letters are meant; all of them have to fit. */
export interface SelectionOptions {
  readonly reason?: NonNullable<DeadLetterSelection["reasons"]>;
  readonly principal?: string;
  readonly account?: string;
  readonly severity?: readonly SeverityLabel[];
  readonly finding?: string;
  readonly attempt?: { readonly min: number; readonly max: number };
  readonly olderThan?: number;
  readonly newerThan?: number;
}

export const selectionOptions: readonly Option[] = [
  new Option("--reason <codes>", "only these reasons (docs/reasons.md), separated by commas").argParser(reasons),
  new Option("--principal <name|arn>", "only findings that name this user or role"),
  new Option("--account <id>", "only findings of this account").argParser(account),
  new Option("--severity <labels>", "only findings of these severities, separated by commas").argParser(
    listOf("severity", SeverityLabel.options),
  ),
  new Option("--finding <id>", "only this finding: its id, or the end of it"),
  new Option("--attempt <n>", "only what was replayed so often: 0, 3, or 3+ for at least that").argParser(attempt),
  new Option("--older-than <span>", "only what has waited at least so long: 15m, 2h, 3d").argParser(span),
  new Option("--newer-than <span>", "only what has waited at most so long").argParser(span),
];

export function selectionOf(options: SelectionOptions): DeadLetterSelection {
  const { reason, principal, account, severity, finding, attempt, olderThan, newerThan } = options;
  return {
    ...(reason && { reasons: reason }),
    ...(principal !== undefined && { principal }),
    ...(account !== undefined && { account }),
    ...(severity && { severities: severity }),
    ...(finding !== undefined && { finding }),
    ...(attempt && { attempt }),
    ...(olderThan !== undefined && { olderThanMs: olderThan }),
    ...(newerThan !== undefined && { newerThanMs: newerThan }),
  };
}

/** What changes things must be told what is meant. @throws {Error} neither a filter nor `--all`, or both */
export function requireSelection(verb: string, options: SelectionOptions & { readonly all?: true }): void {
  const isFiltered = Object.keys(selectionOf(options)).length > 0;
  if (!isFiltered && !options.all) throw new Error(`Cannot ${verb}: nothing is chosen, a filter or --all is wanted`);
  if (isFiltered && options.all) throw new Error(`Cannot ${verb}: --all is given with a filter, one of them is wanted`);
}

function listOf<T extends string>(what: string, known: readonly T[]) {
  return (text: string): readonly T[] =>
    text.split(",").map((given) => {
      const match = known.find((one) => one.toLowerCase() === given.trim().toLowerCase());
      if (match) return match;
      throw new InvalidArgumentError(`"${given}" is no ${what}, one of ${known.join(", ")} is wanted`);
    });
}

const knownReasons = listOf("reason", DeadLetterReason.options);
// What outlets say: an answer, a code of the network, the name of an error of ours.
const outletCode =
  /^(?:http-[1-5]\d\d|[A-Z][A-Z0-9_]+|time-out|private-address|network-error|too-large|[A-Z][a-z]+[A-Z]\w+|Throttled)$/;

function reasons(text: string): NonNullable<SelectionOptions["reason"]> {
  return text
    .split(",")
    .flatMap((given): readonly string[] => (outletCode.test(given.trim()) ? [given.trim()] : knownReasons(given)));
}

function account(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new InvalidArgumentError("twelve digits are wanted");
}

function attempt(text: string): { min: number; max: number } {
  const [, count, more] = /^(\d{1,4})(\+?)$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError("a number is wanted, or a number and + for at least that");
  return { min: Number(count), max: more ? Number.POSITIVE_INFINITY : Number(count) };
}

function span(text: string): number {
  const ms = parseTimeSpan(text);
  if (ms === undefined) throw new InvalidArgumentError("a span such as 15m, 2h or 3d is wanted");
  return ms;
}
