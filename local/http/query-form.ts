interface Tree {
  [segment: string]: Tree | string;
}

/**
 * Reads a Query form to nested input: `Tags.member.1.Key=a` is `{ Tags: [{ Key: "a" }] }`, `entry` lists are maps
 * of `key` and `value`, in SNS of `Name` and `Value`.
 * Every scalar stays a string: only the operation knows its type.
 */
export function readQueryForm(form: URLSearchParams): Record<string, unknown> {
  const root: Tree = Object.create(null);
  for (const [key, value] of form) plant(root, key.split("."), value);
  return Object.fromEntries(Object.entries(root).map(([key, branch]) => [key, shape(branch)]));
}

function plant(tree: Tree, path: readonly string[], value: string): void {
  const [segment = "", ...rest] = path;
  if (rest.length === 0) {
    tree[segment] = value;
    return;
  }
  const existing = tree[segment];
  const branch: Tree = typeof existing === "object" ? existing : Object.create(null);
  tree[segment] = branch;
  plant(branch, rest, value);
}

function shape(branch: Tree | string): unknown {
  if (typeof branch === "string") return branch;
  const keys = Object.keys(branch);
  if (keys.length === 1 && branch["member"] !== undefined) return shape(branch["member"]);
  if (keys.length === 1 && typeof branch["entry"] === "object") return mapOf(branch["entry"]);
  if (keys.every((key) => /^\d+$/.test(key))) return listOf(branch);
  return Object.fromEntries(keys.map((key) => [key, shape(branch[key] ?? "")]));
}

const listOf = (branch: Tree): unknown[] =>
  Object.keys(branch)
    .sort((a, b) => Number(a) - Number(b))
    .map((key) => shape(branch[key] ?? ""));

const mapOf = (branch: Tree): Record<string, unknown> =>
  Object.fromEntries(
    listOf(branch).map((entry) => {
      const { key, value, Name = key, Value = value } = entry as Readonly<Record<string, unknown>>;
      return [String(Name), Value];
    }),
  );
