import { listAt, objectOf, valueAt } from "#domain/json.ts";
import type { Happening } from "../happening.ts";
import type { Inspected, Inspection, Invariant } from "./invariant.ts";
import { seenStack } from "./seen/stack.ts";
import { keyOf } from "./seen/version.ts";
import { isOwnField, type SeenText, type SeenWrite, seenWrites, textsOf } from "./seen/writes.ts";

const author = "gumshoe";
const written: ReadonlySet<string> = new Set(["FindingIdentifiers", "Note", "UserDefinedFields"]);

/**
 * I4: what people and other tools wrote survives. The product sends notes and user-defined fields and nothing else; it looks at a
 * finding before it writes, leaves another's note alone (or adds to it, where the stack says so), and sends the fields of others back
 * as they were. Security Hub has no compare-and-set: what somebody writes between that look and the write is lost, and counted.
 */
export const analystSafety: Invariant = {
  id: "I4",
  promise: "notes and fields of others survive, and nothing else of a finding is touched",
  inspect: (inspected) => new AnalystSafety(inspected),
};

class AnalystSafety implements Inspection {
  readonly #inspected: Inspected;
  readonly #notePolicy: string;
  /** What others wrote on a finding last, by its key. */
  readonly #others = new Map<string, SeenText>();
  #collisions = 0;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    this.#notePolicy = seenStack(inspected.cloud.blueprint).notePolicy;
    seenWrites(inspected.cloud).listen((write) => this.#onWrite(write));
  }

  readonly watch = (happening: Happening): void => {
    if (happening.kind !== "call" || happening.operation !== "BatchUpdateFindings") return;
    const { by, input, output } = happening;
    if (by === "operator") {
      const text = textsOf(input);
      for (const identifier of listAt(output, "ProcessedFindings")) {
        this.#others.set(keyOf(String(valueAt(identifier, "ProductArn")), String(valueAt(identifier, "Id"))), text);
      }
      return;
    }
    for (const name of Object.keys(objectOf(input) ?? {})) {
      if (!written.has(name))
        this.#inspected.violate(`an update by ${by} sets ${name}: notes and fields alone are ours`);
    }
  };

  readonly counts = () => ({ "edits by others lost between look and write": this.#collisions });

  #onWrite(write: SeenWrite): void {
    const { key, note, noteBy, fields, read } = write;
    const others = this.#others.get(key);
    this.#others.delete(key);
    if (!read) {
      this.#inspected.violate(`finding ${key} is written without a look at it: what others wrote may be lost`);
      return;
    }
    if (note !== undefined) this.#judgeNote(key, { note, noteBy }, read);
    for (const name of new Set([...Object.keys(fields), ...Object.keys(read.fields)])) {
      if (isOwnField(name) || fields[name] === read.fields[name]) continue;
      const [was, is] = [read.fields[name], fields[name]];
      this.#inspected.violate(`finding ${key}: the field "${name}" of others was "${was}" and is written as "${is}"`);
    }
    if (others && isLost(others, write, read)) this.#collisions++;
  }

  #judgeNote(key: string, { note, noteBy }: { note: string; noteBy: string | undefined }, read: SeenText): void {
    if (noteBy !== author)
      this.#inspected.violate(`finding ${key}: a note is signed "${noteBy}", "${author}" is wanted`);
    if (read.note === undefined || read.noteBy === author || this.#notePolicy === "overwrite") return;
    if (this.#notePolicy === "append" && note.startsWith(read.note)) return;
    this.#inspected.violate(`finding ${key}: the note of "${read.noteBy}", which was read, is replaced by ours`);
  }
}

/** Whether something that others wrote was neither read nor written back. */
function isLost(others: SeenText, write: SeenText, read: SeenText): boolean {
  if (others.note !== undefined && write.note !== undefined && others.note !== read.note) return true;
  return Object.entries(others.fields).some(([name, value]) => !isOwnField(name) && write.fields[name] !== value);
}
