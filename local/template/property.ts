import type { Properties } from "./resource-type.ts";

/** An optional text property. */
export function textOf(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return value === undefined || value === null ? undefined : String(value);
}

/** A text property. @throws it is missing */
export function requiredText(properties: Properties, name: string): string {
  const value = textOf(properties, name);
  if (value === undefined) throw new Error(`property "${name}" is missing`);
  return value;
}

/** A number property: CloudFormation takes numbers and texts that are numbers. @throws it is neither */
export function numberOf(properties: Properties, name: string, otherwise: number): number {
  const value = properties[name];
  if (value === undefined || value === null) return otherwise;
  const number = Number(value);
  if (!Number.isFinite(number)) throw new Error(`property "${name}" is ${JSON.stringify(value)}, a number is wanted`);
  return number;
}

/** A boolean property: CloudFormation takes booleans and the texts `true` and `false`. */
export const booleanOf = (properties: Properties, name: string, otherwise: boolean): boolean =>
  properties[name] === undefined ? otherwise : String(properties[name]) === "true";

/** An optional object property. @throws it is no object */
export function objectOf(properties: Properties, name: string): Properties | undefined {
  const value = properties[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object" || Array.isArray(value))
    throw new Error(`property "${name}" is ${JSON.stringify(value)}, an object is wanted`);
  return value as Properties;
}

/** The chosen properties that are there. */
export const pick = (properties: Properties, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]]])));

/** Properties that would change how the resource behaves and are not simulated. @throws naming those that are set */
export function refuse(properties: Properties, names: readonly string[]): void {
  const set = names.filter((name) => properties[name] !== undefined);
  if (set.length > 0) throw new Error(`property ${set.map((name) => `"${name}"`).join(", ")} is not supported`);
}
