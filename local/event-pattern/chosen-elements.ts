import type { EventField, Membership } from "./event-field.ts";

/** The array elements that the fields matched so far lie in: array number → element. */
export type ChosenElements = ReadonlyMap<number, number>;

/** The choice that also holds `within`; `undefined` when an array would have two elements chosen. */
export function chosenWith(chosen: ChosenElements, within: Membership | undefined): ChosenElements | undefined {
  let added: Map<number, number> | undefined;
  for (let member = within; member !== undefined; member = member.outer) {
    const known = chosen.get(member.array);
    if (known === undefined) {
      added ??= new Map(chosen);
      added.set(member.array, member.index);
    } else if (known !== member.index) return undefined;
  }
  return added ?? chosen;
}

/** Drops arrays no later field lies in, and choices that have become equal: keeps matching small for large arrays. */
export function distinctChoices(choices: readonly ChosenElements[], arrays: ReadonlySet<number>): ChosenElements[] {
  const distinct = new Map<string, ChosenElements>();
  for (const chosen of choices) {
    const kept = [...chosen].filter(([array]) => arrays.has(array)).sort(([a], [b]) => a - b);
    distinct.set(kept.join(";"), new Map(kept));
  }
  return [...distinct.values()];
}

export function arraysOf(fields: Iterable<EventField>): Set<number> {
  const arrays = new Set<number>();
  for (const { within } of fields) {
    for (let member = within; member !== undefined; member = member.outer) arrays.add(member.array);
  }
  return arrays;
}
