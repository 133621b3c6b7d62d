import type { Hunt } from "./hunt.ts";

/** One line of the table. @param width that of the longest name */
export function lineOf({ mutant, faults, caught, seconds }: Hunt, width: number): string {
  const found = caught ? `${caught.invariant.padEnd(4)}seed ${String(caught.seed).padStart(4)}` : "SURVIVES";
  const under = faults ? ` (under ${faults.join(", ")})` : "";
  const time = `${seconds.toFixed(0)} s`.padStart(5);
  return `${mutant.name.padEnd(width)}  ${found.padEnd(13)}  ${time}  ${mutant.bug}${under}`;
}

/** The same for programs. */
export function rowOf({ mutant: { name, bug }, faults, caught, seconds }: Hunt) {
  const found = caught && { invariant: caught.invariant, seed: caught.seed, what: caught.what };
  return { name, bug, ...(faults && { faults }), ...found, seconds: Number(seconds.toFixed(1)) };
}

/** What all hunts came to. */
export function sumOf(hunts: readonly Hunt[], seedsMax: number): string {
  const caught = hunts.filter((hunt) => hunt.caught !== undefined).length;
  return `${caught} of ${hunts.length} deliberate bugs caught within ${seedsMax.toLocaleString("en-US")} seeds each`;
}
