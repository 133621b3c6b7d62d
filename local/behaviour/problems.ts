import { isRecord, type JsonRecord } from "../services/request/record.ts";

/** Collects what is wrong with a value, so that a person can mend all of it at once. */
export class Problems {
  readonly found: string[] = [];

  add(path: string, value: unknown, wanted: string): void {
    this.found.push(`"${path}" is ${shown(value)}, wanted ${wanted}`);
  }

  /** The object, or an empty one when it is none. With `known`, every other key is a problem of its own. */
  object(value: unknown, path: string, known?: readonly string[]): JsonRecord {
    if (!isRecord(value)) {
      this.add(path || "the file", value, "an object");
      return {};
    }
    for (const key of Object.keys(value)) {
      if (known && !known.includes(key)) {
        this.found.push(`unknown key "${path ? `${path}.` : ""}${key}", known are ${known.join(", ")}`);
      }
    }
    return value;
  }

  list(value: unknown, path: string): readonly unknown[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.add(path, value, "a list");
    return [];
  }

  texts(value: unknown, path: string, pattern: RegExp, wanted: string): readonly string[] {
    return this.list(value, path).filter((text, at): text is string => {
      if (typeof text === "string" && pattern.test(text)) return true;
      this.add(`${path}[${at}]`, text, wanted);
      return false;
    });
  }

  /** The value when it is one of the choices. */
  choice<T extends string>(value: unknown, path: string, choices: readonly T[]): T | undefined {
    const choice = choices.find((known) => known === value);
    if (choice === undefined) this.add(path, value, `one of ${choices.join(", ")}`);
    return choice;
  }
}

function shown(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? `"${value.slice(0, 80)}"` : String(value);
}
