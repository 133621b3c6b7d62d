import { readable, withoutHash } from "./readable.ts";

type Values = Readonly<Record<string, unknown>>;

/** A resource of a template, readable. */
export interface Resource {
  /** Logical id, without its hash. */
  readonly id: string;
  readonly properties: Values;
}

/** A synthesized template, as far as the checks read it. */
export interface TemplateJson {
  readonly Resources?: Readonly<Record<string, { readonly Type: string; readonly Properties?: unknown }>>;
}

/** The resources of a type. */
export function resourcesIn({ Resources = {} }: TemplateJson, type: string): readonly Resource[] {
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties = {} }]) => ({ id: withoutHash(id), properties: readable(Properties) as Values }));
}

/** A property that is an object; none is an empty one. */
export function objectIn(values: Values, name: string): Values {
  const value = values[name];
  return typeof value === "object" && value !== null ? (value as Values) : {};
}

/** A property that is one thing or a list of them. */
export function listIn(values: Values, name: string): readonly unknown[] {
  return values[name] === undefined ? [] : [values[name]].flat();
}
