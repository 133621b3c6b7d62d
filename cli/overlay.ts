import type { Overlay } from "./synth.ts";

/**
 * Settings from `--set key=value`. A value is JSON where it can be read as such (`true`, `20`, `["GuardDuty"]`), else text.
 * @throws {Error} an entry has no key or no `=`
 */
export function overlayOf(entries: readonly string[]): Overlay {
  return Object.fromEntries(entries.map(entryOf));
}

function entryOf(entry: string): readonly [string, unknown] {
  const at = entry.indexOf("=");
  if (at < 1) throw new Error(`Cannot read --set "${entry}": key=value is wanted`);
  return [entry.slice(0, at), settingOf(entry.slice(at + 1))];
}

function settingOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
