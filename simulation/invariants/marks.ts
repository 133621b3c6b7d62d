import { listAt, textAt, valueAt } from "#domain/json.ts";
import type { Happening } from "../happening.ts";
import type { Inspected, Inspection, Invariant } from "./invariant.ts";
import { type SeenInputFinding, seenInput } from "./seen/execution-input.ts";
import { recordPrefix, type SeenFlight, type SeenRecord, seenRecord } from "./seen/record.ts";

type Of<K extends Happening["kind"]> = Extract<Happening, { readonly kind: K }>;

/** The row in which the table forgets. */
const rowOfLostTables = 37;

/**
 * I1: whoever forgets is found out. A finding is marked as on its way by the time that its messages are gone, and stays so until the
 * execution that has it ends it, or a newer version is at its end: the sweep knows by the marks what was forgotten.
 */
export const marks: Invariant = {
  id: "I1",
  promise: "a finding that an execution has is marked, until it or a newer version comes to its end",
  inspect: (inspected) => new Marks(inspected),
};

interface Start {
  readonly executionArn: string;
  readonly findings: readonly SeenInputFinding[];
}

/** A mark that was taken away. */
interface Ended {
  /** Of its record. */
  readonly pk: string;
  readonly key: string;
  readonly flight: SeenFlight;
}

class Marks implements Inspection {
  readonly #inspected: Inspected;
  /** By the finding's key. */
  readonly #records = new Map<string, SeenRecord>();
  /** What each invocation of `ingest` has started. */
  readonly #started = new Map<string, Start[]>();
  #ended: Ended | undefined;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    inspected.cloud.table.onChange((pk, before, after) => {
      if (!pk.startsWith(recordPrefix)) return;
      const [older, newer] = [before && seenRecord(before), after && seenRecord(after)];
      if (newer) this.#records.set(newer.key, newer);
      else if (older) this.#records.delete(older.key);
      const isEnded = older?.inFlight && newer && !newer.inFlight;
      this.#ended = isEnded ? { pk, key: newer.key, flight: older.inFlight } : undefined;
    });
  }

  readonly watch = (happening: Happening): void => {
    const ended = this.#ended;
    this.#ended = undefined;
    if (happening.kind === "call") {
      if (ended) this.#judgeEnd(ended, happening);
      if (happening.operation === "StartExecution") this.#onStart(happening);
    } else if (happening.kind === "invocation" && happening.phase === "ends") this.#onEnd(happening);
  };

  // Faults and people change the table too; a call of the product is told of right after its effect.
  #judgeEnd({ pk, key, flight }: Ended, { by, input }: Of<"call">): void {
    if (by === "operator" || textAt(input, "Key", "pk", "S") !== pk) return;
    const values = valueAt(input, "ExpressionAttributeValues");
    const executionArn = textAt(values, ":by", "S");
    if (executionArn === flight.by || rankIn(textAt(values, ":rank", "S")) > flight.rank || flight.rank < 0) return;
    const whose = `the mark of ${flight.by} on finding ${key}, version ${flight.version},`;
    this.#inspected.violate(`${whose} is taken away by ${by} for ${executionArn}, which does not have the finding`);
  }

  #onStart({ by, requestId, input, output, heard }: Of<"call">): void {
    const executionArn = textAt(output, "executionArn");
    if (by !== "ingest" || executionArn === undefined || !heard) return;
    const started = this.#started.get(requestId) ?? [];
    this.#started.set(requestId, started);
    started.push({ executionArn, findings: seenInput(textAt(input, "input") ?? "").findings });
  }

  #onEnd({ requestId, answer, failure }: Of<"invocation">): void {
    const started = this.#started.get(requestId);
    if (!started) return;
    this.#started.delete(requestId);
    // What failed comes again, and may be unmarked until then.
    const isDone = !failure && listAt(JSON.parse(answer ?? "null"), "batchItemFailures").length === 0;
    if (!isDone || this.#inspected.strikes.some(({ row }) => row === rowOfLostTables)) return;
    for (const { executionArn, findings } of started) {
      for (const { key, rank, version } of findings) {
        const { inFlight, settled } = this.#records.get(key) ?? {};
        if ([inFlight, settled].some((known) => known && known.rank >= rank)) continue;
        this.#inspected.violate(`finding ${key}, version ${version}, is started in ${executionArn} and not marked`);
      }
    }
  }
}

/** Records hold a version's instant as 15 digits, one more than its milliseconds. */
function rankIn(text = ""): number {
  return Number(text.slice(0, 15)) - 1;
}
