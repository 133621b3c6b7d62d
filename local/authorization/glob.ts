/** A text of a policy in which `*` stands for any characters and `?` for any one. */
export interface Glob {
  readonly text: string;
  matches(text: string): boolean;
}

/** @throws {TypeError} the text holds a policy variable */
export function glob(text: string): Glob {
  if (text.includes("${")) throw new TypeError(`Cannot read a policy: the variable in "${text}" is not supported`);
  if (text === "*") return { text, matches: () => true };
  if (!/[*?]/.test(text)) return { text, matches: (other) => other === text };
  const source = text
    .replace(/[\\^$.+()[\]{}|/-]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^${source}$`, "s");
  return { text, matches: (other) => expression.test(other) };
}

/** An action is the same in any case. */
export function actionGlob(text: string): Glob {
  const { matches } = glob(text.toLowerCase());
  return { text, matches: (action) => matches(action.toLowerCase()) };
}

const partsOf = (arn: string): readonly string[] => {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
};

/** Compares ARNs part by part: a wildcard does not reach beyond its colon, but in the resource. */
export function arnGlob(text: string): Glob {
  if (text === "*") return glob(text);
  const parts = partsOf(text).map(glob);
  const complete = text.split(":").length >= 6;
  return { text, matches: (arn) => complete && partsOf(arn).every((part, index) => parts[index]?.matches(part)) };
}
