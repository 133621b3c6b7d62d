import type { CommandWords, OptionWord } from "./command-words.ts";

/** A completion script for bash 3.2 and newer. */
export function bashScript(words: readonly CommandWords[]): string {
  return `# bash completion for gumshoe; source it, or put it where bash-completion looks:
#   gumshoe completion bash > ~/.local/share/bash-completion/completions/gumshoe
_gumshoe() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$path \${COMP_WORDS[i]}" in
${steps(words)}
    esac
  done
  case "$path $prev" in
${words.flatMap(valueCases).join("\n")}
  esac
  case "$path" in
${words.map(wordCase).join("\n")}
  esac
}
complete -F _gumshoe gumshoe
`;
}

/** The pattern of a path and the word after it: \`"dlq list")\`. */
function steps(words: readonly CommandWords[]): string {
  return words
    .filter(({ path }) => path !== "")
    .map(({ path }) => {
      const at = path.lastIndexOf(" ");
      return `      "${at < 0 ? ` ${path}` : path}") path="${path}" ;;`;
    })
    .join("\n");
}

function valueCases({ path, options }: CommandWords): readonly string[] {
  return options.flatMap((option) => {
    const answer = answerTo(option);
    if (answer === undefined) return [];
    return [`    ${option.flags.map((flag) => `"${path} ${flag}"`).join(" | ")}) ${answer}; return ;;`];
  });
}

function answerTo({ value }: OptionWord): string | undefined {
  if (value.kind === "none") return undefined;
  if (value.kind === "choice") return compgen("-W", value.choices);
  return value.kind === "file" ? 'COMPREPLY=($(compgen -f -- "$cur"))' : "COMPREPLY=()";
}

function wordCase({ path, commands, options, choices }: CommandWords): string {
  const names = commands.map(({ name }) => name);
  const flags = options.flatMap((option) => option.flags.filter((flag) => flag.startsWith("--")));
  return `    "${path}") ${compgen("-W", [...names, ...choices, ...flags])} ;;`;
}

function compgen(flag: string, words: readonly string[]): string {
  return `COMPREPLY=($(compgen ${flag} '${words.join(" ")}' -- "$cur"))`;
}
