import type { CommandWords, OptionWord } from "./command-words.ts";

/** A completion script for zsh. */
export function zshScript(words: readonly CommandWords[]): string {
  return `#compdef gumshoe
# zsh completion for gumshoe; put it into a folder of $fpath under the name _gumshoe
_gumshoe() {
  local at="" i
  for ((i = 2; i < CURRENT; i++)); do
    case "$at \${words[i]}" in
${words.flatMap(step).join("\n")}
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${words.flatMap(valueCases).join("\n")}
  esac
  local -a choices
  case "$at" in
${words.map(wordCase).join("\n")}
  esac
  _describe 'gumshoe' choices
}
_gumshoe "$@"
`;
}

function step({ path }: CommandWords): readonly string[] {
  if (path === "") return [];
  return [`      "${path.includes(" ") ? path : ` ${path}`}") at="${path}" ;;`];
}

function valueCases({ path, options }: CommandWords): readonly string[] {
  return options.flatMap((option) => {
    const answer = answerTo(option);
    const patterns = option.flags.map((flag) => `"${path} ${flag}"`).join(" | ");
    return answer === undefined ? [] : [`    ${patterns}) ${answer}; return ;;`];
  });
}

function answerTo({ value }: OptionWord): string | undefined {
  if (value.kind === "none") return undefined;
  if (value.kind === "choice") return `compadd -- ${value.choices.join(" ")}`;
  return value.kind === "file" ? "_files" : "_message 'value'";
}

function wordCase({ path, commands, options, choices }: CommandWords): string {
  const described = [
    ...commands.map(({ name, description }) => entry(name, description)),
    ...choices.map((choice) => entry(choice, "")),
    ...options.flatMap(({ flags, description }) =>
      flags.filter((flag) => flag.startsWith("--")).map((flag) => entry(flag, description)),
    ),
  ];
  return `    "${path}") choices=(${described.join(" ")}) ;;`;
}

/** \`'name:description'\`, its quotes and colons out of the way. */
function entry(name: string, description: string): string {
  const text = description === "" ? name : `${name}:${description.replaceAll(":", "\\:")}`;
  return `'${text.replaceAll("'", "’")}'`;
}
