import { listAt, objectOf, textAt, valueAt } from "#domain/json.ts";
import type { Happening } from "../happening.ts";
import { itemBytes, itemBytesMax } from "../table/item-size.ts";
import type { Inspected, Inspection, Invariant } from "./invariant.ts";

type Call = Extract<Happening, { readonly kind: "call" }>;

const stateBytesMax = 256 * 1024;
const historyEventsMax = 25_000;
const batchBytesMax = 1024 * 1024;
const executionName = /^[0-9A-Za-z_-]{1,80}$/;
/** Functions whose answers become the state of an execution. */
const inWorkflow: ReadonlySet<string> = new Set(["start-or-join", "check", "enrich"]);
const answerBytesMax = 6 * 1024 * 1024;

/**
 * I13: no limit of AWS is met. State, input and output of executions stay within 256 KiB and their history below 25,000 events; items of
 * the table within 400 KB; updates, filters, batches, names and notes within what their services take.
 */
export const limits: Invariant = {
  id: "I13",
  promise: "nothing that is sent or kept is larger than its service takes",
  inspect: (inspected) => new Limits(inspected),
};

class Limits implements Inspection {
  readonly #inspected: Inspected;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
  }

  readonly watch = (happening: Happening): void => {
    if (happening.kind === "call") this.#onCall(happening);
    else if (happening.kind === "state") {
      this.#within(`the input of state "${happening.state}"`, happening.inputBytes, stateBytesMax, "characters");
    } else if (happening.kind === "invocation") {
      const { function: name, answer } = happening;
      const bytesMax = inWorkflow.has(name) ? stateBytesMax : answerBytesMax;
      if (answer !== undefined) this.#withinBytes(`the answer of ${name}`, answer, bytesMax);
    } else if (happening.kind === "execution") {
      const { name, output, error } = happening;
      if (output !== undefined) this.#withinBytes(`the output of execution ${name}`, output, stateBytesMax);
      if (error === "States.DataLimitExceeded") this.#violate(`execution ${name} failed: its data outgrew a state`);
    }
  };

  readonly atRest = (): void => {
    const { services, table } = this.#inspected.cloud;
    for (const { name, historyEvents } of services.SFN.executions()) {
      this.#within(`the history of execution ${name}`, historyEvents, historyEventsMax - 1, "events");
    }
    for (const item of table.items()) {
      this.#within(`the item ${item.get("pk")}`, itemBytes(item), itemBytesMax, "bytes");
    }
  };

  #onCall({ by, operation, input }: Call): void {
    if (by === "operator") return;
    if (operation === "BatchUpdateFindings") this.#judgeUpdate(input);
    else if (operation === "GetFindings") this.#judgeFilters(input);
    else if (operation === "BatchGetItem") this.#judgeRead(input);
    else if (operation === "SendMessageBatch") this.#judgeBatch(operation, listAt(input, "Entries"), "MessageBody");
    else if (operation === "PutEvents") this.#judgeBatch(operation, listAt(input, "Entries"), "Detail");
    else if (operation === "StartExecution") this.#judgeStart(input);
  }

  #judgeFilters(input: unknown): void {
    for (const [name, values] of Object.entries(objectOf(valueAt(input, "Filters")) ?? {})) {
      this.#within(`the filter of GetFindings for ${name}`, Array.isArray(values) ? values.length : 0, 20, "values");
    }
  }

  #judgeRead(input: unknown): void {
    for (const read of Object.values(objectOf(valueAt(input, "RequestItems")) ?? {})) {
      this.#within("a BatchGetItem", listAt(read, "Keys").length, 100, "keys");
    }
  }

  #judgeUpdate(input: unknown): void {
    const about = `the update of finding ${textAt(listAt(input, "FindingIdentifiers")[0], "Id")}`;
    this.#within(about, listAt(input, "FindingIdentifiers").length, 100, "findings");
    const note = valueAt(input, "Note", "Text");
    if (typeof note === "string") this.#within(`${about}: the note`, note.length, 512, "characters");
    if (note === "") this.#violate(`${about}: the note is empty`);
    const fields = Object.entries(objectOf(valueAt(input, "UserDefinedFields")) ?? {});
    this.#within(about, fields.length, 50, "user-defined fields");
    for (const [name, value] of fields) {
      this.#within(`${about}: a field's name`, name.length, 128, "characters");
      this.#within(`${about}: the field "${name}"`, String(value).length, 1_024, "characters");
      if (value === "") this.#violate(`${about}: the field "${name}" is empty`);
    }
  }

  #judgeBatch(operation: string, entries: readonly unknown[], member: string): void {
    this.#within(`a ${operation}`, entries.length, 10, "entries");
    const texts = entries.map((entry) => String(valueAt(entry, member)));
    const characters = texts.reduce((sum, { length }) => sum + length, 0);
    if (3 * characters <= batchBytesMax) return;
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    this.#within(`a ${operation}`, bytes, batchBytesMax, "bytes");
  }

  #judgeStart(input: unknown): void {
    const name = String(valueAt(input, "name"));
    if (!executionName.test(name))
      this.#violate(`an execution is to be named ${JSON.stringify(name)}, which none may be`);
    this.#withinBytes(`the input of execution ${name}`, String(valueAt(input, "input")), stateBytesMax);
  }

  #withinBytes(what: string, text: string, bytesMax: number): void {
    // No UTF-16 unit takes more than three bytes: they are counted only where that could matter.
    if (3 * text.length > bytesMax) this.#within(what, Buffer.byteLength(text), bytesMax, "bytes");
  }

  #within(what: string, size: number, sizeMax: number, unit: string): void {
    if (size > sizeMax) this.#violate(`${what} has ${size} ${unit}, ${sizeMax} are the limit`);
  }

  #violate(what: string): void {
    this.#inspected.violate(what);
  }
}
