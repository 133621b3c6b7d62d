import type { Chance } from "../../chance.ts";
import { Spell } from "../spell.ts";

/** Spells of trouble, each function its own: what befalls one leaves the others alone. @param begins as for `Spell` */
export function functionSpells(chance: Chance, begins: number, minutes: readonly [min: number, max: number]) {
  const known = new Map<string, Spell>();
  return (functionName: string): Spell => {
    const spell = known.get(functionName) ?? new Spell(chance.fork(functionName), begins, minutes);
    known.set(functionName, spell);
    return spell;
  };
}
