import type { CommandWords, OptionWord } from "./command-words.ts";

/** A completion script for fish. */
export function fishScript(words: readonly CommandWords[]): string {
  const names = words.flatMap(({ path }) => (path === "" ? [] : [`'${path}'`]));
  return `# fish completion for gumshoe:
#   gumshoe completion fish > ~/.config/fish/completions/gumshoe.fish
function __gumshoe_at
    set -l at ''
    for word in (commandline -opc)[2..-1]
        set -l next (string trim -- "$at $word")
        contains -- $next ${names.join(" ")}; and set at $next
    end
    test "$at" = "$argv[1]"
end
complete -c gumshoe -f
${words.flatMap(lines).join("\n")}
`;
}

function lines({ path, commands, options, choices }: CommandWords): readonly string[] {
  const at = `complete -c gumshoe -n "__gumshoe_at '${path}'"`;
  return [
    ...commands.map(({ name, description }) => `${at} -a '${name}' -d ${quoted(description)}`),
    ...choices.map((choice) => `${at} -a '${choice}'`),
    ...options.map((option) => `${at}${flagsOf(option)} -d ${quoted(option.description)}${valueText(option)}`),
  ];
}

function flagsOf({ flags }: OptionWord): string {
  return flags.map((flag) => (flag.startsWith("--") ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`)).join("");
}

function valueText({ value }: OptionWord): string {
  if (value.kind === "none") return "";
  if (value.kind === "choice") return ` -x -a '${value.choices.join(" ")}'`;
  return value.kind === "file" ? " -r -F" : " -x";
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
