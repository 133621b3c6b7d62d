import { readFile } from "node:fs/promises";
import { Option } from "commander";
import { type Behaviour, parseBehaviour } from "#local/behaviour.ts";

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
  new Option("--account <id>", "the local account, 12 digits").argParser(matching(/^\d{12}$/, "12 digits")),
  new Option("--region <name>", "the local Region").argParser(matching(/^[a-z]{2}(-[a-z]+)+-\d$/, "a Region")),
];

function matching(pattern: RegExp, wanted: string) {
  return (value: string) => {
    if (!pattern.test(value)) throw new Error(`Cannot use "${value}": ${wanted} is wanted`);
    return value;
  };
}

/** @throws {Error} the file cannot be read, or says something that is not understood */
export async function readBehaviour(file: string): Promise<Behaviour> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`Cannot read behaviour from "${file}": no such file`);
  });
  return parseBehaviour(text);
}
