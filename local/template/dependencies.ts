import type { TemplateResource } from "./template.ts";

/**
 * The logical ids in an order in which everything a resource refers to, or depends on, comes before it.
 * @throws resources that wait for each other, by name
 */
export function inCreationOrder(resources: Readonly<Record<string, TemplateResource>>): readonly string[] {
  const ordered = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    if (ordered.has(id)) return;
    if (path.includes(id))
      throw new Error(`resources wait for each other: ${[...path.slice(path.indexOf(id)), id].join(" -> ")}`);
    const resource = resources[id];
    for (const next of resource ? dependenciesOf(resource, resources) : []) visit(next, [...path, id]);
    ordered.add(id);
  };
  for (const id of Object.keys(resources)) visit(id, []);
  return [...ordered];
}

/** The other resources that a resource refers to. */
export function dependenciesOf(
  resource: TemplateResource,
  resources: Readonly<Record<string, TemplateResource>>,
): readonly string[] {
  const found = new Set([resource.DependsOn ?? []].flat());
  collect(resource.Properties, found);
  return [...found].filter((id) => Object.hasOwn(resources, id));
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (key === "Ref" && typeof item === "string") found.add(item);
    else if (key === "Fn::GetAtt") found.add(String(Array.isArray(item) ? item[0] : String(item).split(".")[0]));
    else if (key === "Fn::Sub") collectFromText(Array.isArray(item) ? item[0] : item, found);
    collect(item, found);
  }
}

function collectFromText(text: unknown, found: Set<string>): void {
  for (const [, name = ""] of String(text).matchAll(/\$\{([^!}.]+)[^}]*\}/g)) found.add(name.trim());
}
