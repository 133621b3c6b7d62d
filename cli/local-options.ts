import { readFile } from "node:fs/promises";
import { Option } from "commander";
import { type Behaviour, parseBehaviour } from "#local/behaviour.ts";
import { failureState } from "./failure-state.ts";

/** Options that every command of the local AWS takes. */
export interface LocalOptions {
  readonly behaviour?: string;
  readonly set: readonly string[];
  readonly account?: string;
  readonly region?: string;
}

const gathered = (value: string, before: readonly string[]) => [...before, value];

export const localOptions: readonly Option[] = [
  new Option(
    "--behaviour <file>",
    "what Detective and IAM answer, principal by principal: duration, status, severity, indicators, errors (see local/SUPPORT.md)",
  ),
  new Option("--set <key=value>", "a setting for this run, e.g. directGuardDuty=true; may be given again")
    .default([], "those of cdk.json")
    .argParser(gathered),
  new Option("--account <id>", "the local account, 12 digits").argParser(
    matching("--account", /^\d{12}$/, "12 digits are wanted"),
  ),
  new Option("--region <name>", "the local Region").argParser(
    matching("--region", /^[a-z]{2}(-[a-z]+)+-\d+$/, "a Region such as eu-west-1 is wanted"),
  ),
];

function matching(option: string, pattern: RegExp, wanted: string) {
  return (value: string) => {
    if (!pattern.test(value)) throw new Error(`Cannot use ${option} "${value}": ${wanted}`);
    return value;
  };
}

/** @throws {Error} the file cannot be read, or says something that is not understood; every problem is listed */
export async function readBehaviour(file: string | undefined): Promise<Behaviour | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new Error(`Cannot read behaviour from "${file}": ${failureState(error)}`, { cause: error });
  });
  return parseBehaviour(text.startsWith("\uFEFF") ? text.slice(1) : text);
}
