import { Settings } from "#domain/settings.ts";

/** Settings that overlay those of `cdk.json` for one run. */
export type Overlay = Readonly<Record<string, unknown>>;

/**
 * Settings from `--set key=value`. A value is read as what the setting wants: JSON (`true`, `20`, `["GuardDuty"]`), text, or
 * for a list also texts between commas. Of a setting that is given twice the last one counts.
 * @throws {Error} with every problem listed
 */
export function overlayOf(entries: readonly string[]): Overlay {
  const settings = Object.fromEntries(entries.map(entryOf));
  const result = Settings.partial().safeParse(settings);
  if (result.success) return settings;
  const problems = result.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => `there is no setting "${key}"`)
      : [`${String(issue.path[0])}: ${issue.message}`],
  );
  throw new Error(
    `Cannot use --set: ${problems.join("; ")}, a setting is wanted: ${Object.keys(Settings.shape).join(", ")}`,
  );
}

function entryOf(entry: string): readonly [string, unknown] {
  const at = entry.indexOf("=");
  if (at < 1) throw new Error(`Cannot use --set "${entry}": key=value is wanted`);
  const key = entry.slice(0, at);
  return [key, settingOf(key, entry.slice(at + 1))];
}

/** The first reading of the text that the setting takes; what it most likely was meant to be when it takes none. */
function settingOf(key: string, text: string): unknown {
  const json = jsonOf(text);
  const shape: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>> = Settings.shape;
  const schema = Object.hasOwn(shape, key) ? shape[key] : undefined;
  return [json, text, text.split(",")].find((reading) => schema?.safeParse(reading).success) ?? json;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
