import { type Argument, type Command, Help, type Option } from "commander";
import type { ExitCode } from "./exit-code.ts";

/** One way to call a command that can be pasted, and what it does. */
export interface Example {
  readonly command: string;
  readonly does: string;
}

/** What a manual page says beyond the options. */
export interface Manual {
  /** Paragraphs after the first sentence. */
  readonly about?: readonly string[];
  readonly examples: readonly [Example, Example, Example];
  readonly exitCodes: Readonly<Partial<Record<ExitCode, string>>>;
  /** Commands (`gumshoe dlq list`) and documents (`docs/reasons.md`). */
  readonly seeAlso: readonly string[];
}

const columns = 80;
const indent = "  ";
const manuals = new WeakMap<Command, Manual>();

/** Gives a command its manual page. */
export function withManual(command: Command, manual: Manual): Command {
  manuals.set(command, manual);
  return command;
}

export function manualOf(command: Command): Manual | undefined {
  return manuals.get(command);
}

/** `gumshoe dlq list` */
export function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}

/** The manual page of a command, 80 columns wide. */
export function manualPage(command: Command): string {
  const help = Object.assign(new Help(), { helpWidth: columns, showGlobalOptions: false });
  const manual = manualOf(command);
  const name = fullName(command);
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["NAME", [prose(`${name} - ${command.description()}`, help)]],
    ["SYNOPSIS", [prose(synopsis(command), help)]],
    ["DESCRIPTION", (manual?.about ?? []).map((paragraph) => prose(paragraph, help))],
    ["COMMANDS", items(subcommands(command, help), help)],
    [
      "ARGUMENTS",
      items(
        command.registeredArguments.map((one) => [one.name(), argumentText(one)]),
        help,
      ),
    ],
    [
      "OPTIONS",
      items(
        help.visibleOptions(command).map((one) => [one.flags, optionText(one)]),
        help,
      ),
    ],
    ["EXAMPLES", (manual?.examples ?? []).map((example) => exampleText(example, help))],
    ["EXIT STATUS", items(Object.entries(manual?.exitCodes ?? {}), help)],
    ["SEE ALSO", manual ? [prose(manual.seeAlso.join(", "), help)] : []],
  ];
  const shown = sections.filter(([, body]) => body.length > 0);
  return `${shown.map(([title, body]) => `${title}\n${body.join(title === "DESCRIPTION" ? "\n\n" : "\n")}`).join("\n\n")}\n`;
}

function synopsis(command: Command): string {
  const given = command.registeredArguments.map((one) => {
    const name = `${one.name()}${one.variadic ? "..." : ""}`;
    return one.required ? `<${name}>` : `[${name}]`;
  });
  const rest = command.commands.length > 0 ? ["<command>"] : ["[options]"];
  return [fullName(command), ...rest, ...given].join(" ");
}

type Item = readonly [term: string, text: string];

function subcommands(command: Command, help: Help): readonly Item[] {
  return help.visibleCommands(command).map((one) => [one.name(), one.description()]);
}

function argumentText({ description, argChoices, defaultValue }: Argument): string {
  return withExtras(description, argChoices, defaultValue);
}

function optionText({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  return withExtras(description, argChoices, defaultValueDescription ?? defaultValue);
}

function withExtras(text: string, choices: readonly string[] | undefined, standard: unknown): string {
  const extras = [
    ...(choices ? [choices.join(", ")] : []),
    ...(standard === undefined || standard === false || isEmptyList(standard) ? [] : [`default: ${String(standard)}`]),
  ];
  return extras.length > 0 ? `${text} (${extras.join("; ")})` : text;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

const termColumnsMax = 24;

/** Terms in a column of their own; the text of a longer one begins on the next line. */
function items(entries: readonly Item[], help: Help): readonly string[] {
  const width = Math.min(termColumnsMax, Math.max(0, ...entries.map(([term]) => term.length)));
  const hanging = indent.length + width + 2;
  return entries.map(([term, text]) => {
    const wrapped = help
      .boxWrap(text, columns - hanging)
      .split("\n")
      .map((line) => line.trimEnd());
    const body = wrapped.join(`\n${" ".repeat(hanging)}`);
    const gap = term.length > width ? `\n${" ".repeat(hanging)}` : " ".repeat(width - term.length + 2);
    return `${indent}${term}${gap}${body}`;
  });
}

function exampleText({ command, does }: Example, help: Help): string {
  return `${indent}$ ${command}\n${prose(does, help, `${indent}${indent}  `)}`;
}

function prose(text: string, help: Help, margin = indent): string {
  const lines = help.boxWrap(text, columns - margin.length).split("\n");
  return lines.map((line) => `${margin}${line}`.trimEnd()).join("\n");
}
