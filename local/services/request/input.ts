import { instantOf } from "./instant.ts";
import { isRecord, memberOf } from "./record.ts";

/** Makes the service's own error for input it does not take. */
export type Reject = (message: string) => Error;

export interface TextRule {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

export interface SizeRule {
  readonly min?: number;
  readonly max?: number;
}

/**
 * The members of one request (or of a structure in it), read one by one and checked on the way.
 * `optional…` answers undefined where the member is absent or null; the others reject that.
 */
export class Input {
  readonly #value: unknown;
  readonly #path: string;
  readonly #reject: Reject;

  constructor(value: unknown, reject: Reject, path = "") {
    this.#value = value ?? {};
    this.#reject = reject;
    this.#path = path;
    if (!isRecord(this.#value)) throw this.fault("Member must be a structure");
  }

  /** The names of the members that are there. */
  names(): readonly string[] {
    return Object.keys(this.#value as object).filter((name) => this.raw(name) !== undefined);
  }

  raw(name: string): unknown {
    return memberOf(this.#value, name) ?? undefined;
  }

  /** The service's error for the member, in the words AWS uses. */
  fault(constraint: string, name?: string): Error {
    const at = name === undefined ? this.#path || "input" : this.pathOf(name);
    return this.#reject(`1 validation error detected: Value at '${at}' failed to satisfy constraint: ${constraint}`);
  }

  pathOf(name: string): string {
    return this.#path ? `${this.#path}.${name}` : name;
  }

  optionalText(name: string, rule: TextRule = {}): string | undefined {
    const value = this.raw(name);
    return value === undefined ? undefined : this.#checkedText(value, name, rule);
  }

  #checkedText(value: unknown, name: string, rule: TextRule): string {
    if (typeof value !== "string") throw this.fault("Member must be a string", name);
    if (value.length < (rule.min ?? 0)) throw this.fault(`Member must have length of at least ${rule.min}`, name);
    if (value.length > (rule.max ?? Number.POSITIVE_INFINITY)) {
      throw this.fault(`Member must have length less than or equal to ${rule.max}`, name);
    }
    if (rule.pattern && !rule.pattern.test(value)) {
      throw this.fault(`Member must satisfy regular expression pattern: ${rule.pattern.source}`, name);
    }
    return value;
  }

  text(name: string, rule?: TextRule): string {
    return this.#present(name, this.optionalText(name, rule));
  }

  /** A number, or the digits of one: that is how query strings carry it. */
  optionalNumber(name: string, rule: SizeRule = {}): number | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    const number = typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
    if (typeof number !== "number" || !Number.isFinite(number)) throw this.fault("Member must be a number", name);
    if (number < (rule.min ?? Number.NEGATIVE_INFINITY)) {
      throw this.fault(`Member must have value greater than or equal to ${rule.min}`, name);
    }
    if (number > (rule.max ?? Number.POSITIVE_INFINITY)) {
      throw this.fault(`Member must have value less than or equal to ${rule.max}`, name);
    }
    return number;
  }

  optionalInteger(name: string, rule?: SizeRule): number | undefined {
    const value = this.optionalNumber(name, rule);
    if (value !== undefined && !Number.isInteger(value)) throw this.fault("Member must be an integer", name);
    return value;
  }

  integer(name: string, rule?: SizeRule): number {
    return this.#present(name, this.optionalInteger(name, rule));
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.raw(name);
    if (value !== undefined && typeof value !== "boolean") throw this.fault("Member must be a boolean", name);
    return value;
  }

  /** Milliseconds since the epoch. */
  optionalInstant(name: string): number | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    const instant = instantOf(value);
    if (instant === undefined) throw this.fault("Member must be a timestamp", name);
    return instant;
  }

  instant(name: string): number {
    return this.#present(name, this.optionalInstant(name));
  }

  optionalChoice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    const choice = choices.find((known) => known === value);
    if (choice === undefined) throw this.fault(`Member must satisfy enum value set: [${choices.join(", ")}]`, name);
    return choice;
  }

  choice<T extends string>(name: string, choices: readonly T[]): T {
    return this.#present(name, this.optionalChoice(name, choices));
  }

  optionalList(name: string, rule: SizeRule = {}): readonly unknown[] | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw this.fault("Member must be a list", name);
    if (value.length < (rule.min ?? 0)) throw this.fault(`Member must have length of at least ${rule.min}`, name);
    if (value.length > (rule.max ?? Number.POSITIVE_INFINITY)) {
      throw this.fault(`Member must have length less than or equal to ${rule.max}`, name);
    }
    return value;
  }

  list(name: string, rule?: SizeRule): readonly unknown[] {
    return this.#present(name, this.optionalList(name, rule));
  }

  optionalTexts(name: string, rule?: SizeRule, textRule: TextRule = {}): readonly string[] | undefined {
    return this.optionalList(name, rule)?.map((text, at) => {
      const member = `${name}.${at + 1}`;
      return this.#checkedText(this.#present(member, text ?? undefined), member, textRule);
    });
  }

  optionalObject(name: string): Input | undefined {
    const value = this.raw(name);
    return value === undefined ? undefined : new Input(value, this.#reject, this.pathOf(name));
  }

  object(name: string): Input {
    return this.#present(name, this.optionalObject(name));
  }

  /** The structures of a list. */
  optionalObjects(name: string, rule?: SizeRule): readonly Input[] | undefined {
    return this.optionalList(name, rule)?.map((item, at) => {
      if (!isRecord(item)) throw this.fault("Member must be a structure", `${name}.${at + 1}`);
      return new Input(item, this.#reject, this.pathOf(`${name}.${at + 1}`));
    });
  }

  objects(name: string, rule?: SizeRule): readonly Input[] {
    return this.#present(name, this.optionalObjects(name, rule));
  }

  #present<T>(name: string, value: T | undefined): T {
    if (value === undefined) throw this.fault("Member must not be null", name);
    return value;
  }
}
