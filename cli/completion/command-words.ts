import type { Command, Option } from "commander";

/** What follows an option. */
export type OptionValue =
  | { readonly kind: "none" }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "file" }
  | { readonly kind: "text" };

export interface OptionWord {
  /** `--json`, or `-y` beside `--yes`. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly value: OptionValue;
}

/** What may be typed after a command's own words. */
export interface CommandWords {
  /** `dlq list`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly OptionWord[];
  /** Choices of its arguments. */
  readonly choices: readonly string[];
}

/** The words of every command in the tree, the program first. */
export function commandWords(command: Command, path: readonly string[] = []): readonly CommandWords[] {
  const words: CommandWords = {
    path: path.join(" "),
    commands: command.commands.map((one) => ({ name: one.name(), description: one.description() })),
    options: [...command.options.filter(({ hidden }) => !hidden).map(optionWord), helpWord],
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  };
  return [words, ...command.commands.flatMap((one) => commandWords(one, [...path, one.name()]))];
}

const helpWord: OptionWord = {
  flags: ["-h", "--help"],
  description: "display help for command",
  value: { kind: "none" },
};

function optionWord(option: Option): OptionWord {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined);
  return { flags, description: option.description, value: valueWord(option) };
}

function valueWord({ flags, argChoices, required, optional }: Option): OptionValue {
  if (!required && !optional) return { kind: "none" };
  if (argChoices) return { kind: "choice", choices: argChoices };
  return /<(file|path)>/.test(flags) ? { kind: "file" } : { kind: "text" };
}
