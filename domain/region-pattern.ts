const lengthMax = 100;
const choicesMax = 4;

/**
 * Why a text cannot be used as a pattern of Region names. What passes matches whole names only and in bounded time, whatever
 * the name: no group is repeated, and groups and repetitions are four at most, so that a name of 40 characters is tried in
 * less than a million ways.
 * @returns undefined for one that can
 */
export function regionPatternProblem(pattern: string): string | undefined {
  if (pattern.length > lengthMax) return `the pattern has ${pattern.length} characters, ${lengthMax} are the limit`;
  if (!pattern.startsWith("^") || !pattern.endsWith("$") || hasOuterAlternative(pattern)) {
    return `"${pattern}" is not anchored, ^…$ around the whole is wanted, with ( ) around alternatives: "us" alone would also let in ap-southeast-1`;
  }
  const body = pattern.slice(1, -1);
  if (!/^(?:[a-z0-9.-]|\\d|\[[a-z0-9-]+\]|\((?:\?:)?|\)|\||[?*+]|\{\d{1,2}(?:,\d{0,2})?\})*$/.test(body)) {
    return `"${pattern}" holds more than letters, digits, "-", ".", \\d, [ ], ( ), |, ?, *, + and { }, which are all that is taken`;
  }
  if (/\)[*+{]/.test(body)) return `"${pattern}" repeats a group, which can take for ever; repeat single characters`;
  const choices = body.replaceAll("(?:", "(").match(/[(?*+{]/g)?.length ?? 0;
  if (choices > choicesMax) {
    return `"${pattern}" has ${choices} groups and repetitions, ${choicesMax} are the limit; a list of names needs none`;
  }
  return isRegularExpression(pattern) ? undefined : `"${pattern}" is no regular expression`;
}

/** Whether a `|` stands outside of all groups and classes: the anchors would hold for one side each. */
function hasOuterAlternative(pattern: string): boolean {
  let rest = pattern.replace(/\[[^\]]*\]/g, "");
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(/\([^()]*\)/g, "");
  }
  return rest.includes("|");
}

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
