import type { Happening } from "../happening.ts";
import { Clicks } from "./conservation/clicks.ts";
import { EverSettled } from "./conservation/ever-settled.ts";
import { Joined } from "./conservation/joined.ts";
import { unrestIn } from "./conservation/unrest.ts";
import type { Inspected, Inspection, Invariant, Strike } from "./invariant.ts";
import { type Accepted, type AcceptedVersion, seenAccepted, type Unnamed, versionName } from "./seen/accepted.ts";
import { type DeadLetters, deadLettersIn } from "./seen/dead-letters.ts";
import { type SeenMessage, seenMessage } from "./seen/message.ts";
import { type SeenRecord, seenRecords } from "./seen/record.ts";
import { type SeenStack, seenStack } from "./seen/stack.ts";
import { timeOf } from "./seen/time.ts";

type Of<K extends Happening["kind"]> = Extract<Happening, { readonly kind: K }>;

/** Rows of the fault matrix in which EventBridge can put an event nowhere, and in which a message outlives its time. */
const rowsThatLoseEvents: ReadonlySet<number> = new Set([13]);
const rowsThatOutlive: ReadonlySet<number> = new Set([10, 17]);
/** The fault by which an execution vanishes with its input. */
const faultThatLosesInputs = "state-machine-deleted";
/** The row in which the table forgets: what was settled is written on the finding all the same. */
const rowsThatForget: ReadonlySet<number> = new Set([37]);

/**
 * I1: what comes in is somewhere. A finding version that a rule lets in, or that is sent to the intake queue, ends written, or in the
 * dead-letter queue, or is a sample, or is covered by what was written before; so does each of its principals. What cannot be read
 * waits in the dead-letter queue exactly as it came. What people throw away, and what outlives its time in a queue, is counted.
 */
export const conservation: Invariant = {
  id: "I1",
  promise: "every finding version that comes in, and every principal of it, ends in a place where it can be seen",
  inspect: (inspected) => new Conservation(inspected),
};

class Conservation implements Inspection {
  readonly #inspected: Inspected;
  readonly #stack: SeenStack;
  readonly #accepted: Accepted;
  /** Finding versions and messages that are nowhere for a reason that is not the product's. */
  readonly #excused = new Set<string>();
  readonly #cameAtMs = new Map<string, number>();
  readonly #joined = new Joined();
  readonly #everSettled: EverSettled;
  readonly #parkedAtMs = new Map<string, number>();
  readonly #clicks: Clicks;
  #outlived = 0;
  #thrownAway = 0;
  #lostEvents = 0;
  #forgotten = 0;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    this.#stack = seenStack(inspected.cloud.blueprint);
    this.#accepted = seenAccepted(inspected.cloud);
    this.#clicks = new Clicks(this.#stack);
    this.#everSettled = new EverSettled(inspected.cloud);
  }

  readonly watch = (happening: Happening, atMs: number): void => {
    if (happening.kind === "message") this.#onMessage(happening, atMs);
    else if (happening.kind === "event") this.#clicks.onEvent(happening, atMs);
    else if (happening.kind === "event-lost") this.#onLost(happening.json);
    else if (happening.kind === "execution" && happening.status === "RUNNING") this.#clicks.onStart(happening.input);
    else if (happening.kind === "log") this.#onLog(happening, atMs);
  };

  readonly atRest = (): void => {
    const { cloud } = this.#inspected;
    const [records, deadLetters] = [seenRecords(cloud.table), deadLettersIn(cloud)];
    for (const version of this.#accepted.versions.values()) this.#judge(version, records.get(version.key), deadLetters);
    for (const unnamed of this.#accepted.unnamed.values()) this.#judgeUnnamed(unnamed, records, deadLetters);
    for (const { key, rank, atMs } of this.#clicks.open) {
      if (deadLetters.holds(key, rank) || this.#excused.has(versionName(key, rank))) continue;
      this.#violate(`finding ${key} was asked for at ${timeOf(atMs)}: no execution took it up, one is wanted`);
    }
    for (const unrest of unrestIn(cloud, records)) this.#violate(unrest);
  };

  readonly counts = () => ({
    "messages that outlived their time in a queue": this.#outlived,
    "messages that people threw away": this.#thrownAway,
    "events that EventBridge lost": this.#lostEvents,
    "findings that were lost with the table": this.#forgotten,
  });

  #onMessage({ queue, messageId, body, change }: Of<"message">, atMs: number): void {
    const { intakeName, deadLetterName } = this.#stack;
    if (queue === intakeName && change === "arrives") {
      for (const name of namesIn(seenMessage(body))) this.#cameAtMs.set(name, atMs);
    } else if (queue === deadLetterName && change === "arrives") this.#parkedAtMs.set(messageId, atMs);
    else if (change === "expired") this.#outlive(body);
    else if (change === "purged" || (queue === deadLetterName && change === "deleted")) {
      const message = seenMessage(body);
      const parkedAtMs = this.#parkedAtMs.get(messageId) ?? atMs;
      // Sent back first and deleted then, it was replayed, not thrown away.
      const gone = namesIn(message).filter((name) => (this.#cameAtMs.get(name) ?? 0) <= parkedAtMs);
      if (gone.length > 0) this.#thrownAway++;
      for (const name of gone) this.#excused.add(name);
    }
  }

  #onLost(json: string): void {
    const message = seenMessage(json);
    if (message.kind !== "findings") return;
    this.#lostEvents++;
    for (const name of namesIn(message)) this.#excused.add(name);
    if (this.#hasStruck(rowsThatLoseEvents)) return;
    this.#violate("EventBridge lost an event about a finding although nothing kept it from the queues");
  }

  /** What the product tells to be lost is lost openly, where its execution could be lost. */
  #onLog({ fields }: Of<"log">, atMs: number): void {
    const line = fields as Readonly<Record<string, unknown>>;
    this.#joined.onLog(line, atMs);
    const { outcome, productArn, findingId, version } = line;
    if (outcome !== "lost" || !this.#inspected.strikes.some(({ fault }) => fault === faultThatLosesInputs)) return;
    this.#thrownAway++;
    this.#excused.add(versionName(`${productArn} ${findingId}`, Date.parse(String(version))));
  }

  #outlive(body: string): void {
    this.#outlived++;
    for (const name of namesIn(seenMessage(body))) this.#excused.add(name);
    if (this.#hasStruck(rowsThatOutlive)) return;
    this.#violate("a message outlived its time in a queue although nothing kept it from being received");
  }

  #judge(version: AcceptedVersion, record: SeenRecord | undefined, deadLetters: DeadLetters): void {
    const { key, rank, sample, principals, sinceMs } = version;
    if (sample || deadLetters.holds(key, rank) || this.#excused.has(versionName(key, rank))) return;
    const losses = this.#struckBy(rowsThatForget);
    const settled = losses.length > 0 ? this.#everSettled.best(key) : record?.settled;
    const about = `finding ${key} in version ${version.version}, here since ${timeOf(sinceMs)}`;
    if (!settled || settled.rank < rank) {
      const isCovered = settled !== undefined && this.#everSettled.covers(version);
      if (isCovered || this.#isForgotten(versionName(key, rank), losses)) return;
      const state = settled ? `settled as ${settled.outcome} is version ${settled.version}` : "nothing is settled";
      this.#violate(`${about}, is nowhere: ${state}, it is not in the dead-letter queue`);
    } else if (settled.outcome === "parked") {
      this.#violate(`${about}, is remembered as parked and is not in the dead-letter queue`);
    } else if (settled.rank === rank) {
      const lost = [...principals].filter((principal) => !settled.principals.includes(principal));
      if (lost.length === 0 || principals.size > principalsMax) return;
      this.#violate(`${about}, is settled as ${settled.outcome} and of ${lost.join(", ")} nothing became`);
    }
  }

  #judgeUnnamed({ what, key, messageId }: Unnamed, records: ReadonlyMap<string, SeenRecord>, deadLetters: DeadLetters) {
    const losses = this.#struckBy(rowsThatForget);
    if (key !== undefined) {
      const settled = losses.length > 0 ? this.#everSettled.best(key) : records.get(key)?.settled;
      if (settled || deadLetters.holds(key, anyVersion)) return;
    }
    const isThere = "raw" in what ? deadLetters.raws.has(what.raw) : deadLetters.quotes(what.json);
    if (isThere || this.#excused.has("raw" in what ? what.raw : what.json)) return;
    if (key !== undefined && this.#isForgotten(key, losses)) return;
    const text = "raw" in what ? what.raw : what.json;
    const cut = text.length > 80 ? `${text.slice(0, 80)}…` : text;
    this.#violate(`message ${messageId} is nowhere: ${JSON.stringify(cut)} is not in the dead-letter queue as it came`);
  }

  #isForgotten(name: string, losses: readonly Strike[]): boolean {
    const isForgotten = this.#joined.wasForgotten(name, losses);
    if (isForgotten) this.#forgotten++;
    return isForgotten;
  }

  #hasStruck(rows: ReadonlySet<number>): boolean {
    return this.#struckBy(rows).length > 0;
  }

  #struckBy(rows: ReadonlySet<number>): readonly Strike[] {
    return this.#inspected.strikes.filter(({ row }) => rows.has(row));
  }

  #violate(what: string): void {
    this.#inspected.violate(what);
  }
}

const anyVersion = Number.NEGATIVE_INFINITY;
/** A finding that names more has the rest as `principal-limit`. */
const principalsMax = 40;

/** Finding versions and, where nobody can name them, texts. */
function namesIn({ kind, raw, findings, unreadable }: SeenMessage): readonly string[] {
  if (kind === "nothing") return [raw];
  const unnamed = unreadable.map(({ json, alone }) => (alone ? raw : json));
  return [...findings.map(({ key, rank }) => versionName(key, rank)), ...unnamed];
}
