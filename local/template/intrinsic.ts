/** What intrinsic functions may look up. Each look-up answers `undefined` for what it does not know. */
export interface Lookups {
  ref(name: string): unknown;
  getAtt(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean | undefined;
  mapping(map: string, first: string, second: string): unknown;
}

/** Stands for `AWS::NoValue`: a property that is not there. */
const noValue = Symbol("AWS::NoValue");

/**
 * Resolves a value of a template: every intrinsic function in it, however deep.
 * @throws an intrinsic function is unknown, misused, or looks up what is not there
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolveValue(value: unknown, lookups: Lookups): unknown {
  const resolved = resolve(value, lookups);
  return resolved === noValue ? undefined : resolved;
}

/** Evaluates a condition of the template's `Conditions`. @throws as `resolveValue` */
export function resolveCondition(value: unknown, lookups: Lookups): boolean {
  if (isRecord(value) && typeof value["Condition"] === "string") return conditionOf(value["Condition"], lookups);
  const resolved = resolve(value, lookups);
  if (typeof resolved !== "boolean") throw new Error(`${JSON.stringify(value)} is no condition`);
  return resolved;
}

function resolve(value: unknown, lookups: Lookups): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, lookups)).filter((item) => item !== noValue);
  if (!isRecord(value)) return value;
  const [name, ...others] = Object.keys(value);
  if (name !== undefined && others.length === 0 && (name === "Ref" || name.startsWith("Fn::"))) {
    const intrinsic = Object.hasOwn(intrinsics, name) ? intrinsics[name] : undefined;
    if (!intrinsic) throw new Error(`"${name}" is not supported`);
    return intrinsic(value[name], lookups);
  }
  const entries = Object.entries(value).map(([key, item]) => [key, resolve(item, lookups)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== noValue));
}

type Intrinsic = (argument: unknown, lookups: Lookups) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, lookups) => refOf(String(name), lookups),
  "Fn::GetAtt": (path, lookups) => {
    const [id, attribute] = Array.isArray(path) ? path : splitOnce(String(path), ".");
    return attributeOf(String(id), String(resolve(attribute, lookups)), lookups);
  },
  "Fn::Join": (argument, lookups) => {
    const [separator, parts] = listOf("Fn::Join", resolve(argument, lookups), 2);
    return listOf("Fn::Join", parts).map(textOf).join(String(separator));
  },
  "Fn::Sub": (argument, lookups) => substitute(argument, lookups),
  "Fn::Select": (argument, lookups) => {
    const [index, items] = listOf("Fn::Select", resolve(argument, lookups), 2);
    const item = listOf("Fn::Select", items)[Number(index)];
    if (item === undefined) throw new Error(`Fn::Select finds no item ${index}`);
    return item;
  },
  "Fn::Split": (argument, lookups) => {
    const [separator, text] = listOf("Fn::Split", resolve(argument, lookups), 2);
    return String(text).split(String(separator));
  },
  "Fn::If": (argument, lookups) => {
    const [name, then, otherwise] = listOf("Fn::If", argument, 3);
    return resolve(conditionOf(String(name), lookups) ? then : otherwise, lookups);
  },
  "Fn::Base64": (text, lookups) => Buffer.from(String(resolve(text, lookups))).toString("base64"),
  "Fn::FindInMap": (argument, lookups) => {
    const [map, first, second] = listOf("Fn::FindInMap", resolve(argument, lookups), 3).map(String);
    const found = lookups.mapping(map ?? "", first ?? "", second ?? "");
    if (found === undefined) throw new Error(`Fn::FindInMap finds no ${map}.${first}.${second}`);
    return found;
  },
  "Fn::Equals": (argument, lookups) => {
    const [left, right] = listOf("Fn::Equals", resolve(argument, lookups), 2);
    return String(left) === String(right);
  },
  "Fn::Not": (argument, lookups) => !conditionsIn("Fn::Not", argument, lookups)[0],
  "Fn::And": (argument, lookups) => conditionsIn("Fn::And", argument, lookups).every(Boolean),
  "Fn::Or": (argument, lookups) => conditionsIn("Fn::Or", argument, lookups).some(Boolean),
};

function substitute(argument: unknown, lookups: Lookups): string {
  const [text, own] = Array.isArray(argument) ? argument : [argument, {}];
  const variables = resolve(own ?? {}, lookups) as Record<string, unknown>;
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(variables, name)) return textOf(variables[name]);
    const [id = "", attribute] = splitOnce(name.trim(), ".");
    return textOf(attribute === undefined ? refOf(id, lookups) : attributeOf(id, attribute, lookups));
  });
}

function refOf(name: string, lookups: Lookups): unknown {
  if (name === "AWS::NoValue") return noValue;
  const found = lookups.ref(name);
  if (found === undefined) throw new Error(`Ref finds no "${name}"`);
  return found;
}

function attributeOf(id: string, attribute: string, lookups: Lookups): unknown {
  const found = lookups.getAtt(id, attribute);
  if (found === undefined) throw new Error(`Fn::GetAtt finds no "${id}.${attribute}"`);
  return found;
}

function conditionOf(name: string, lookups: Lookups): boolean {
  const found = lookups.condition(name);
  if (found === undefined) throw new Error(`there is no condition "${name}"`);
  return found;
}

const conditionsIn = (name: string, argument: unknown, lookups: Lookups): boolean[] =>
  listOf(name, argument).map((item) => resolveCondition(item, lookups));

function listOf(name: string, value: unknown, length?: number): readonly unknown[] {
  if (Array.isArray(value) && (length === undefined || value.length === length)) return value;
  throw new Error(`${name} has ${JSON.stringify(value)}, a list${length ? ` of ${length}` : ""} is wanted`);
}

const textOf = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
