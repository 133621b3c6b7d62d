import type { SimulatedCloud } from "#simulation/cloud.ts";
import type { Happening } from "#simulation/happening.ts";

/** What changes with every write, whatever it says. */
const passing = new Set(["gumshoeExecution"]);

/** Counts the investigations that a system starts, and the updates of findings that change nothing. */
export class Writes {
  starts = 0;
  /** Updates after which the finding says what it said before. */
  idle = 0;
  readonly #said = new Map<string, string>();

  constructor(cloud: SimulatedCloud) {
    cloud.watch((happening) => {
      if (happening.kind === "finding") this.#written(happening);
      if (happening.kind !== "call" || happening.error !== undefined) return;
      if (happening.operation === "StartInvestigation") this.starts++;
    });
  }

  forget(productArn: string, id: string): void {
    this.#said.delete(`${productArn} ${id}`);
  }

  #written({ productArn, id, finding }: Extract<Happening, { kind: "finding" }>): void {
    const [key, says] = [`${productArn} ${id}`, wordsOf(finding)];
    if (this.#said.get(key) === says) this.idle++;
    this.#said.set(key, says);
  }
}

/** A provider's version has an `UpdatedAt` of its own: what is the same here was written by a customer. */
function wordsOf({ UpdatedAt, Note, UserDefinedFields, Workflow }: Readonly<Record<string, unknown>>): string {
  const { Text } = (Note ?? {}) as { readonly Text?: string };
  const fields = Object.entries(UserDefinedFields ?? {}).filter(([name]) => !passing.has(name));
  return JSON.stringify([UpdatedAt, Text, fields.sort(([a], [b]) => (a < b ? -1 : 1)), Workflow]);
}
