import { Option } from "commander";
import { SeverityLabel } from "#domain/contract.ts";
import { parseTimeSpan } from "#domain/time-span.ts";
import type { ConfirmationOptions } from "../confirmation.ts";
import type { TargetOptions } from "../target.ts";

export interface BackfillCommandOptions extends TargetOptions, ConfirmationOptions {
  readonly since: string;
  readonly severity: SeverityLabel;
  readonly product?: string;
  readonly account?: string;
  readonly regionMatch?: string;
  readonly rate: number;
  readonly limit?: number;
  readonly checkpoint: string;
  readonly json?: true;
}

export const backfillOptions: readonly Option[] = [
  new Option("--since <span>", "findings updated since then: 12h, 7d, 4w").makeOptionMandatory().argParser((text) => {
    if (parseTimeSpan(text) === undefined)
      throw new Error(`Cannot use --since "${text}": a span like 12h or 7d is wanted`);
    return text;
  }),
  new Option("--severity <label>", "lowest severity").choices(SeverityLabel.options).default("MEDIUM"),
  new Option("--product <name>", "findings of one product alone, as ProductName has it, e.g. GuardDuty"),
  new Option("--account <id>", "findings about one account alone").argParser((text) => {
    if (!/^\d{12}$/.test(text)) throw new Error(`Cannot use --account "${text}": 12 digits are wanted`);
    return text;
  }),
  new Option("--region-match <regexp>", "findings of Regions that match alone, e.g. '^eu-'").argParser((text) => {
    try {
      return new RegExp(text).source;
    } catch {
      throw new Error(`Cannot use --region-match "${text}": a regular expression is wanted`);
    }
  }),
  new Option("--rate <number>", "findings queued a second, up to 100")
    .default(5)
    .argParser(numberUpTo(100, "--rate", /^\d+(\.\d+)?$/)),
  new Option("--limit <number>", "queue that many and stop; the same command goes on").argParser(
    numberUpTo(1_000_000, "--limit", /^\d+$/),
  ),
  new Option("--checkpoint <file>", "where to keep how far it has come; removed at the end").default(
    "gumshoe-backfill.json",
  ),
];

function numberUpTo(max: number, name: string, form: RegExp) {
  return (text: string) => {
    const number = form.test(text) ? Number(text) : 0;
    if (number > 0 && number <= max) return number;
    throw new Error(`Cannot use ${name} "${text}": a number above 0 and up to ${max.toLocaleString("en")} is wanted`);
  };
}
