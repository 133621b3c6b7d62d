import { tacticOf } from "../tactic.ts";
import { techniqueNames } from "./technique-names.ts";

/** A technique by its id and its official name, as far as either is known. */
export interface Technique {
  readonly id?: string;
  readonly name?: string;
}

const site = "https://attack.mitre.org";
const tacticIdForm = /^TA\d{4}$/;
const techniqueIdForm = /^T\d{4}(?:\.\d{3})?$/;
// `T1098`, `T1098.001 - Additional Cloud Credentials`, `Account Manipulation (T1098)`.
const mentionedId = /(?<![A-Z0-9.])T\d{4}(?:\.\d{3})?(?![\d.]*\d)/i;

/** The page of a tactic (`TA0004`) or technique (`T1098`, `T1098.001`). @returns undefined for every other text */
export function attackLink(id: string): string | undefined {
  if (tacticIdForm.test(id)) return `${site}/tactics/${id}/`;
  return techniqueIdForm.test(id) ? `${site}/techniques/${id.replace(".", "/")}/` : undefined;
}

/**
 * A technique as Detective tells it: by id, by name, or both. A name that two techniques bear (Cloud Account) tells its id
 * only with its parent before it: `Create Account: Cloud Account`.
 */
export function techniqueOf(text: string): Technique {
  const id = mentionedId.exec(text.slice(0, 200))?.[0].toUpperCase();
  if (id !== undefined) return { id, ...named(techniqueTitle(id)) };
  const found = idsByName.get(keyOf(text.slice(0, 200)));
  return found === undefined ? named(text || undefined) : { id: found, ...named(techniqueTitle(found)) };
}

/** Official id and name of a tactic, with the name that was told where ATT&CK has since renamed it: AWS says Defense Evasion. */
export function namedTactic(text: string): { readonly id?: string; readonly name: string } {
  const tactic = tacticOf(text);
  return tactic === undefined ? { name: text } : { id: tactic.id, name: tactic.name };
}

/** The name of a technique by its id, its parent's before it: `Account Manipulation: Additional Cloud Roles`. */
function techniqueTitle(id: string): string | undefined {
  const name = techniqueNames[id];
  const parent = id.includes(".") ? techniqueNames[id.slice(0, 5)] : undefined;
  return name !== undefined && parent !== undefined ? `${parent}: ${name}` : name;
}

const keyOf = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, "");

const idsByName: ReadonlyMap<string, string | undefined> = (() => {
  const ids = new Map<string, string | undefined>();
  for (const [id, name] of Object.entries(techniqueNames)) {
    const key = keyOf(name);
    ids.set(key, ids.has(key) ? undefined : id);
    ids.set(keyOf(techniqueTitle(id) ?? name), id);
  }
  return ids;
})();

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined ? {} : { name };
}
