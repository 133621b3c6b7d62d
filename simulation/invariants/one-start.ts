import { textAt, valueAt } from "#domain/json.ts";
import type { Investigation } from "#local/services/detective/investigation.ts";
import { statusAt } from "#local/services/detective/investigation.ts";
import type { Happening } from "../happening.ts";
import type { Item } from "../table/value.ts";
import type { Inspected, Inspection, Invariant } from "./invariant.ts";
import { headOf, idsIn } from "./one-start/answers.ts";
import { unkeptFrom } from "./one-start/unkept.ts";
import { type AskedStart, askedStart } from "./seen/asked.ts";
import { identityOfArn } from "./seen/identity.ts";
import { type SeenInvocation, seenInvocations } from "./seen/invocations.ts";
import { answersFor } from "./seen/scope.ts";
import { seenStack } from "./seen/stack.ts";
import { timeOf } from "./seen/time.ts";

type Call = Extract<Happening, { readonly kind: "call" }>;

/** How long an investigation that runs is believed to come to an end; a minute less, since nobody's clock is exact. */
const believedMs = 59 * 60_000;
/** A clock that is this far ahead takes it for older than it is. */
const skewMsMax = 15 * 60_000;
/** Rows in which the list is behind, and in which the store or the clocks fail those who are at work. */
const rowOfListLag = 64;
const rowOfSkewedClocks = 36;
const rowsThatBreakClaims: ReadonlySet<number> = new Set([34, 35, 36, 37]);

/**
 * I2: one investigation per principal for all activity that it covers. Nobody starts another one who can know of it: who is shown it
 * by Detective's list, who finds it remembered in the table, or should because its starter came to its end, or who began while its
 * starter was at work. Where its starter never heard of it and the list does not show it yet, nobody can know: that one more is
 * counted as an orphan.
 */
export const oneStart: Invariant = {
  id: "I2",
  promise: "a principal's activity that an investigation covers is not investigated again",
  inspect: (inspected) => new OneStart(inspected),
};

/** What one invocation was told by Detective. */
interface Told {
  /** Ids that ListInvestigations showed, by identity; none for one that it was not asked for, or did not answer. */
  readonly listed: Map<string | undefined, Set<string>>;
  /** Ids of which it was told something that is not so, or nothing at all. */
  readonly misled: Set<string>;
}

class OneStart implements Inspection {
  readonly #inspected: Inspected;
  readonly #invocations;
  readonly #unkept;
  readonly #told = new Map<string, Told>();
  /** Since when an investigation has been remembered as a principal's newest, and until when. */
  readonly #remembered = new Map<string, { readonly fromMs: number; untilMs: number }>();
  readonly #starts = new Map<string, { readonly requestId: string; readonly heard: boolean }>();
  /** Ids that Detective has said it does not know: nobody is led to them again. */
  readonly #gone = new Set<string>();
  #orphans = 0;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    this.#invocations = seenInvocations(inspected.cloud);
    this.#unkept = unkeptFrom(inspected.cloud);
    const { table, clock } = inspected.cloud;
    table.onChange((pk, before, after) => {
      if (pk.startsWith("head#")) this.#remember(before, after, clock.now());
    });
  }

  readonly watch = (happening: Happening, atMs: number): void => {
    if (happening.kind !== "call" || happening.service !== "Detective") return;
    if (happening.operation === "StartInvestigation") this.#onStart(happening, atMs);
    else if (happening.operation === "ListInvestigations") this.#onList(happening);
    else if (happening.operation === "GetInvestigation") this.#onGet(happening);
  };

  readonly counts = () => ({ "orphan investigations": this.#orphans });

  #remember(before: Item | undefined, after: Item | undefined, atMs: number): void {
    const [older, newer] = [headOf(before), headOf(after)];
    if (older === newer) return;
    const forgotten = older === undefined ? undefined : this.#remembered.get(older);
    if (forgotten) forgotten.untilMs = atMs;
    if (newer !== undefined) this.#remembered.set(newer, { fromMs: atMs, untilMs: Number.POSITIVE_INFINITY });
  }

  #onList({ requestId, input, output, told: changed, heard }: Call): void {
    const told = this.#toldTo(requestId);
    if (!heard || output === undefined) return;
    const identity = identityOfArn(valueAt(input, "FilterCriteria", "EntityArn", "Value"));
    const listed = told.listed.get(identity) ?? new Set();
    told.listed.set(identity, listed);
    for (const id of idsIn(changed ?? output)) listed.add(id);
    if (changed !== undefined && changed !== output) for (const id of idsIn(output)) told.misled.add(id);
  }

  #onGet({ requestId, input, output, told: changed, error }: Call): void {
    const id = textAt(input, "InvestigationId") ?? "";
    if (error !== undefined || (changed !== undefined && changed !== output)) this.#toldTo(requestId).misled.add(id);
    if (error === "ResourceNotFoundException") this.#gone.add(id);
  }

  #onStart({ by, requestId, input, output, heard, late }: Call, atMs: number): void {
    const id = textAt(output, "InvestigationId");
    if (id === undefined || by === "operator") return;
    this.#starts.set(id, { requestId, heard });
    if (late) {
      // Whoever sent it gave up long before, and those who came after could not know that it was on its way.
      this.#orphans++;
      return;
    }
    const { Detective } = this.#inspected.cloud.services;
    const [started, asker] = [Detective.investigation(id), this.#invocations.get(requestId)];
    const asked = askedStart(asker?.input, textAt(input, "EntityArn"));
    if (started && asker && asked) {
      for (const other of Detective.investigations()) {
        if (other.ordinal < started.ordinal && isOfSame(other, started)) {
          this.#judge(started, other, { asker, asked, told: this.#toldTo(requestId), atMs });
        }
      }
    }
  }

  #judge(
    started: Investigation,
    other: Investigation,
    by: { readonly asker: SeenInvocation; readonly asked: AskedStart; readonly told: Told; readonly atMs: number },
  ): void {
    const { asker, asked, told, atMs } = by;
    if (
      other.id === asked.retryOf ||
      told.misled.has(other.id) ||
      this.#gone.has(other.id) ||
      !this.#isGood(other, asked, asker, atMs)
    )
      return;
    const how = this.#knownHow(other, started, asker, told.listed.get(asked.identity));
    if (how === undefined) this.#orphans++;
    else {
      const what = `investigation ${started.id} of ${asked.identity} was started for activity until ${timeOf(asked.lastMs)}`;
      const scope = `${timeOf(other.scopeStartMs)} to ${timeOf(other.scopeEndMs)}`;
      this.#inspected.violate(`${what}, which ${other.id} covers (${scope}), ${how}: that one is to be joined`);
    }
  }

  /** Whether the other one answers for the activity and is known not to be lost. */
  #isGood(other: Investigation, asked: AskedStart, asker: SeenInvocation, atMs: number): boolean {
    const { joinToleranceMs } = seenStack(this.#inspected.cloud.blueprint);
    if (![asker.beganAtMs, atMs].every((nowMs) => answersFor(other, asked, nowMs, joinToleranceMs))) return false;
    // What ended meanwhile may have been looked at before.
    const before = statusAt(other, asker.beganAtMs);
    const isSkewed = this.#inspected.strikes.some(({ row }) => row === rowOfSkewedClocks);
    const until = other.createdAtMs + believedMs - (isSkewed ? skewMsMax : 0);
    if (before === "RUNNING") return atMs < until && statusAt(other, atMs) !== "FAILED";
    return before === "SUCCESSFUL";
  }

  /** How whoever asked could know of the other investigation; undefined when nobody could. */
  #knownHow(
    other: Investigation,
    started: Investigation,
    asker: SeenInvocation,
    listed: ReadonlySet<string> | undefined,
  ): string | undefined {
    if (listed?.has(other.id)) return "as the list showed";
    const { fromMs = Number.POSITIVE_INFINITY, untilMs = fromMs } = this.#remembered.get(other.id) ?? {};
    if (fromMs <= asker.beganAtMs && asker.beganAtMs < untilMs) return "as was remembered";
    const lags = this.#inspected.strikes.some(({ row }) => row === rowOfListLag);
    if (!listed && !lags && other.createdAtMs < asker.beganAtMs) return "as the list would have shown";
    const start = this.#starts.get(other.id);
    const starter = start && this.#invocations.get(start.requestId);
    if (!start?.heard || !starter || starter.failure || this.#claimsAreBroken()) return undefined;
    // Detective lists by ARN, and one principal may be spelled with its path and without.
    if ((starter.endedAtMs ?? asker.beganAtMs) >= asker.beganAtMs) return "whose starter was at work at the same time";
    // It tells of one principal alone that could not be remembered, and ends well.
    if (this.#unkept.has(start.requestId)) return undefined;
    return this.#isNewestBefore(started, other) ? "whose starter came to its end and knew it" : undefined;
  }

  #claimsAreBroken(): boolean {
    return this.#inspected.strikes.some(({ row }) => rowsThatBreakClaims.has(row));
  }

  /** No more than the newest investigation of a principal is remembered. */
  #isNewestBefore(started: Investigation, other: Investigation): boolean {
    const isBetween = ({ ordinal }: Investigation) => other.ordinal < ordinal && ordinal < started.ordinal;
    const { Detective } = this.#inspected.cloud.services;
    return ![...Detective.investigations()].some((one) => isBetween(one) && isOfSame(one, other));
  }

  #toldTo(requestId: string): Told {
    const known = this.#told.get(requestId) ?? { listed: new Map(), misled: new Set() };
    this.#told.set(requestId, known);
    return known;
  }
}

function isOfSame(one: Investigation, other: Investigation): boolean {
  return one.graphArn === other.graphArn && identityOfArn(one.entityArn) === identityOfArn(other.entityArn);
}
