import { listAt, nestingMax, objectOf, parseJson } from "../json.ts";
import { exactText } from "../text.ts";

/** One value of a finding, and where it stands. */
export interface Place {
  readonly value: string | number;
  /** The names on the way to it in lower case, without the indices of arrays: `action`, `portprobeaction`, `portprobedetails` … */
  readonly steps: readonly string[];
  /** JSON path into the finding. */
  readonly path: string;
}

/** Every text and number below a value, in order. Names that hold a path of their own (`service/action/…`) count as that path. */
export function* placesOf(value: unknown, path: string, steps: readonly string[] = [], depth = 0): Generator<Place> {
  if (depth > nestingMax) return;
  if (typeof value === "string") yield* placesOfText(value, path, steps, depth);
  else if (typeof value === "number") yield { value, steps, path };
  else if (Array.isArray(value)) {
    for (const [at, element] of value.entries()) yield* placesOf(element, `${path}[${at}]`, steps, depth + 1);
  } else {
    for (const [name, member] of Object.entries(objectOf(value) ?? {})) {
      yield* placesOf(member, pathTo(path, name), [...steps, ...stepsOfName(name)], depth + 1);
    }
  }
}

// GuardDuty puts further details as JSON into a text: `additionalInfo` itself, or its `value`.
function* placesOfText(text: string, path: string, steps: readonly string[], depth: number): Generator<Place> {
  const json = steps.includes("additionalinfo") && /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  if (json?.kind !== "json") yield { value: text, steps, path };
  else for (const place of placesOf(json.value, path, steps, depth + 1)) yield { ...place, path };
}

/** The elements of an array with their paths. */
export function elementsAt(
  value: unknown,
  path: string,
  ...names: readonly string[]
): readonly (readonly [unknown, string])[] {
  const at = names.reduce(pathTo, path);
  return listAt(value, ...names).map((element, index) => [element, `${at}[${index}]`] as const);
}

const pathMax = 300;

/** The path of a member: `$.Action`, `$.ProductFields['aws/guardduty/service/count']`; at most 300 characters. */
export function pathTo(path: string, name: string): string {
  const step = /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `['${exactText(name, pathMax).replace(/['\\]/g, "\\$&")}']`;
  return exactText(`${path}${step}`, pathMax);
}

// Elements of arrays are `portProbeDetails.0_` in the names of product fields, `portProbeDetails:0` in old ones.
const elementIndex = /[.:]\d+_?$/;

/** The steps of a name: several where it holds a path. */
function stepsOfName(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split("/")
    .map((step) => step.replace(elementIndex, ""));
}
