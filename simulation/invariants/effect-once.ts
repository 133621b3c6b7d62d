import { textAt, valueAt } from "#domain/json.ts";
import type { Happening } from "../happening.ts";
import type { Inspected, Inspection, Invariant } from "./invariant.ts";
import { type SeenGroups, seenGroups } from "./seen/groups.ts";
import { recordPrefix, seenRecord } from "./seen/record.ts";
import { type SeenSettlements, seenSettlements } from "./seen/settlements.ts";
import { timeOf } from "./seen/time.ts";
import { isOwnField, type SeenText, type SeenWrite, seenWrites } from "./seen/writes.ts";

/**
 * I3: what is done twice is done once. One execution changes a finding at most once for a version of it; it repeats itself byte for
 * byte, but for the link to a report that was not there before, and writes nothing that it has just read. A result never replaces that of a newer version, neither on the finding nor in its
 * record. Security Hub has no compare-and-set: a newer result that comes between a look at the record and the write is counted.
 */
export const effectOnce: Invariant = {
  id: "I3",
  promise: "a finding version is written at most once by an execution, and never over a newer one",
  inspect: (inspected) => new EffectOnce(inspected),
};

/** The result that a finding bears. */
interface Result {
  readonly rank: number;
  readonly version: string;
  readonly executionArn: string;
  readonly text: string;
  readonly atMs: number;
  /** A newer one was replaced by this one, in the moment that nobody can guard. */
  readonly raced: boolean;
}

class EffectOnce implements Inspection {
  readonly #inspected: Inspected;
  readonly #groups: SeenGroups;
  /** What a finding bears, by its key. */
  readonly #results = new Map<string, Result>();
  /** What an execution has written first on a finding, by finding, version and execution. */
  readonly #first = new Map<string, string>();
  /** The newest version that was ever written, by the finding's key. */
  readonly #newestRank = new Map<string, number>();
  readonly #settled: SeenSettlements;
  #wentBack: { readonly pk: string; readonly what: string } | undefined;
  #races = 0;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    this.#groups = seenGroups(inspected.cloud);
    this.#settled = seenSettlements(inspected.cloud);
    seenWrites(inspected.cloud).listen((write) => this.#onWrite(write));
    inspected.cloud.table.onChange((pk, before, after) => {
      if (!pk.startsWith(recordPrefix)) return;
      const [older, newer] = [before && seenRecord(before)?.settled, after && seenRecord(after)?.settled];
      this.#wentBack = undefined;
      if (!older || !newer || newer.rank >= older.rank) return;
      this.#wentBack = { pk, what: `goes from version ${older.version} back to version ${newer.version}` };
    });
  }

  readonly watch = (happening: Happening): void => {
    const wentBack = this.#wentBack;
    this.#wentBack = undefined;
    if (!wentBack || happening.kind !== "call" || happening.by === "operator" || happening.output === undefined) return;
    // Faults and people change the table too; a call of the product is told of right after its effect.
    const { by, input } = happening;
    if (textAt(input, "Key", "pk", "S") !== wentBack.pk) return;
    if (valueAt(input, "ExpressionAttributeValues", ":settled") === undefined) return;
    this.#inspected.violate(`the record ${wentBack.pk} ${wentBack.what}, by ${by}`);
  };

  readonly atRest = (): void => {
    for (const [key, { rank, version, executionArn, raced }] of this.#results) {
      if (rank >= (this.#newestRank.get(key) ?? rank) || raced) continue;
      const what = `finding ${key} bears the result of its version ${version} by ${executionArn}`;
      this.#inspected.violate(`${what}, although that of a newer version had been written`);
    }
  };

  readonly counts = () => ({ "older results over newer ones, between look and write": this.#races });

  #onWrite(write: SeenWrite): void {
    const { key, requestId, atMs } = write;
    const { executionArn, findings } = this.#groups.of(requestId);
    const versions = findings.filter((finding) => finding.key === key);
    const asked = versions.reduce((a, b) => (b.rank > a.rank ? b : a), versions[0] ?? nothing);
    const about = `finding ${key}, version ${asked.version}, execution ${executionArn}`;
    if (asked === nothing) this.#inspected.violate(`${about}: it is written, although enrich was not asked to`);
    const text = ownText(write);
    const before = this.#results.get(key);
    // The same write again, by a client that got no answer: the race was lost the first time.
    const isRepeated = before?.executionArn === executionArn && before.text === text;
    const raced = this.#judgeOrder(write, asked.rank, before, about) || (isRepeated && before.raced);
    this.#judgeRepetition(write, `${key} ${asked.version} ${executionArn}`, { text, before, executionArn, about });
    if (saysTheSame(write, write.read)) this.#inspected.violate(`${about}: it is written as it was read just before`);
    this.#results.set(key, { rank: asked.rank, version: asked.version, executionArn, text, atMs, raced });
    this.#newestRank.set(key, Math.max(asked.rank, this.#newestRank.get(key) ?? asked.rank));
  }

  /** @returns whether a newer result is replaced that nobody could know of */
  #judgeOrder({ key, recordsReadAtMs }: SeenWrite, rank: number, before: Result | undefined, about: string): boolean {
    if (!before || before.rank <= rank) return false;
    const settled = this.#settled.get(key);
    if (settled && settled.rank > rank && settled.atMs <= recordsReadAtMs) {
      const newer = `that of version ${before.version}, written at ${timeOf(before.atMs)}`;
      this.#inspected.violate(`${about}: its result replaces ${newer} and remembered at ${timeOf(settled.atMs)}`);
    }
    this.#races++;
    return true;
  }

  #judgeRepetition(
    { key }: SeenWrite,
    name: string,
    by: { readonly text: string; readonly before: Result | undefined; readonly executionArn: string; about: string },
  ): void {
    const { text, before, executionArn, about } = by;
    const first = this.#first.get(name);
    // Another execution's result in between is what made it write again: from then on that is what it repeats.
    if (first === undefined || before?.executionArn !== executionArn) this.#first.set(name, text);
    else if (first !== text) {
      this.#inspected.violate(`${about}: it changes finding ${key} a second time, from ${first} to ${text}`);
    }
  }
}

const nothing = { rank: -1, version: "unknown" };

/**
 * What the product says on a finding, as one text. A note that is not written stays what it is. Of the link the investigation alone
 * counts: a page that could not be kept when an execution looked first may be there when it looks again, or the other way round, and
 * the link goes to Detective's report where there is none.
 */
function ownText({ fields }: SeenText): string {
  let text = "";
  for (const name in fields) {
    if (isOwnField(name)) text += `${name}=${name === "gumshoeReport" ? investigationIn(fields[name]) : fields[name]};`;
  }
  return text;
}

/** Its id in a link to its report, in the bucket or in Detective; anything else as it is. */
function investigationIn(link = ""): string {
  return /\/(\d+)(?:\/report\.html)?$/.exec(link)?.[1] ?? link;
}

/** Whether a write leaves a finding as it was read; the execution that wrote it last does not count. */
function saysTheSame({ note, fields }: SeenText, read: SeenText | undefined): boolean {
  if (!read || (note !== undefined && note !== read.note)) return false;
  const names = new Set([...Object.keys(fields), ...Object.keys(read.fields)]);
  names.delete("gumshoeExecution");
  for (const name of names) if (fields[name] !== read.fields[name]) return false;
  return true;
}
