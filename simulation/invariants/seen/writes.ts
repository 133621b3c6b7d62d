import { listAt, objectOf, textAt, valueAt } from "#domain/json.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import type { Happening } from "../../happening.ts";
import { keyOf } from "./version.ts";

/** What Security Hub holds of a finding that people and tools write: its note and its user-defined fields. */
export interface SeenText {
  readonly note: string | undefined;
  readonly noteBy: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
}

/** One finding as the product wrote it, in a call that took effect for it. */
export interface SeenWrite extends SeenText {
  readonly key: string;
  readonly requestId: string;
  readonly atMs: number;
  /** The finding as this invocation was last shown it; undefined when it never looked. */
  readonly read: SeenText | undefined;
  /** When this invocation was last told what is remembered of the finding, or else last asked what is remembered of any. */
  readonly recordsReadAtMs: number;
}

/** Told of every write, in the order of the promises that look at it. */
export type WriteListener = (write: SeenWrite) => void;

type Call = Extract<Happening, { readonly kind: "call" }>;

/** Follows what the product reads from Security Hub and writes to it. */
export class SeenWrites {
  readonly #listeners: WriteListener[] = [];
  readonly #reads = new Map<string, Map<string, SeenText>>();
  readonly #recordsReadAtMs = new Map<string, number>();
  readonly #written = new Set<string>();
  readonly #toldWritten = new Set<string>();

  constructor(cloud: Pick<SimulatedCloud, "watch">) {
    cloud.watch((happening, atMs) => {
      if (happening.kind !== "call" || happening.by !== "enrich" || happening.output === undefined) return;
      const { operation } = happening;
      if (operation === "GetFindings") this.#onRead(happening);
      else if (operation === "BatchGetItem") this.#onRecords(happening, atMs);
      else if (operation === "BatchUpdateFindings") this.#onWrite(happening, atMs);
    });
  }

  listen(listener: WriteListener): void {
    this.#listeners.push(listener);
  }

  /** The finding as an invocation was last shown it. */
  read(requestId: string, key: string): SeenText | undefined {
    return this.#reads.get(requestId)?.get(key);
  }

  /** Whether an invocation has written the finding. */
  hasWritten(requestId: string, key: string): boolean {
    return this.#written.has(`${requestId} ${key}`);
  }

  /** Whether an invocation was told that it has written the finding, too. */
  wasToldWritten(requestId: string, key: string): boolean {
    return this.#toldWritten.has(`${requestId} ${key}`);
  }

  #onRead({ requestId, output, told, heard }: Call): void {
    if (!heard) return;
    const shown = this.#reads.get(requestId) ?? new Map<string, SeenText>();
    this.#reads.set(requestId, shown);
    for (const finding of listAt(told ?? output, "Findings")) {
      shown.set(keyIn(finding), textsOf(finding));
    }
  }

  /** The table may answer some of the records now and the others to another request. */
  #onRecords({ requestId, output, told }: Call, atMs: number): void {
    this.#recordsReadAtMs.set(requestId, atMs);
    for (const items of Object.values(objectOf(valueAt(told ?? output, "Responses")) ?? {})) {
      for (const item of Array.isArray(items) ? items : []) {
        const key = keyOf(String(textAt(item, "productArn", "S")), String(textAt(item, "id", "S")));
        this.#recordsReadAtMs.set(`${requestId} ${key}`, atMs);
      }
    }
  }

  #onWrite({ requestId, input, output, told, heard }: Call, atMs: number): void {
    const texts = textsOf(input);
    for (const identifier of heard ? listAt(told ?? output, "ProcessedFindings") : [])
      this.#toldWritten.add(`${requestId} ${keyIn(identifier)}`);
    const readAtMs = this.#recordsReadAtMs;
    for (const identifier of listAt(output, "ProcessedFindings")) {
      const key = keyIn(identifier);
      const read = this.read(requestId, key);
      const recordsReadAtMs =
        readAtMs.get(`${requestId} ${key}`) ?? readAtMs.get(requestId) ?? Number.NEGATIVE_INFINITY;
      this.#written.add(`${requestId} ${key}`);
      for (const listener of this.#listeners) listener({ ...texts, key, requestId, atMs, read, recordsReadAtMs });
    }
  }
}

function keyIn(finding: unknown): string {
  return keyOf(String(valueAt(finding, "ProductArn")), String(valueAt(finding, "Id")));
}

const known = new WeakMap<object, SeenWrites>();

/** The writes of a world. Followed from the first time that somebody asks, for all who ask. */
export function seenWrites(cloud: SimulatedCloud): SeenWrites {
  const writes = known.get(cloud) ?? new SeenWrites(cloud);
  known.set(cloud, writes);
  return writes;
}

/** The note and the user-defined fields of a finding, or of an update of one. */
export function textsOf(finding: unknown): SeenText {
  const note = objectOf(valueAt(finding, "Note"));
  const fields = objectOf(valueAt(finding, "UserDefinedFields")) ?? {};
  return {
    note: note && textAt(note, "Text"),
    noteBy: note && textAt(note, "UpdatedBy"),
    // Security Hub takes texts alone, and has taken these.
    fields: fields as Readonly<Record<string, string>>,
  };
}

/** Whether a user-defined field is one that the product writes. */
export function isOwnField(name: string): boolean {
  return name === "investigate" || name.startsWith("gumshoe");
}
