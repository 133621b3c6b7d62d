import { createInterface } from "node:readline/promises";
import { Option } from "commander";
import { output } from "./output.ts";

/** Options of every command that changes something. */
export interface ConfirmationOptions {
  readonly yes?: true;
  readonly dryRun?: true;
}

export const confirmationOptions: readonly Option[] = [
  new Option("--dry-run", "show the plan and change nothing").conflicts("yes"),
  new Option("-y, --yes", "do not ask"),
];

/** Whether to carry the plan out. `declined` is exit code 3, without another word. */
export type Decision = "go" | "dry-run" | "declined";

/**
 * Shows a plan on standard error and asks, on a terminal, whether to carry it out. Away from a terminal only `--yes` means yes.
 */
export async function confirmed(plan: string, options: ConfirmationOptions): Promise<Decision> {
  output.note(plan);
  if (options.dryRun) return "dry-run";
  if (options.yes) return "go";
  if (!process.stdin.isTTY) {
    output.note("Nothing was changed: there is no terminal to ask on, --yes is wanted");
    return "declined";
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await asking.question("Do it? [y/N] ");
    return /^y(es)?$/i.test(answer.trim()) ? "go" : "declined";
  } finally {
    asking.close();
  }
}
