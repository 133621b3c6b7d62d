import { listAt, objectOf, textAt, valueAt } from "#domain/json.ts";
import type { Happening } from "../happening.ts";
import type { Inspected, Inspection, Invariant, Strike } from "./invariant.ts";
import { BatchStarts } from "./isolation/batch-starts.ts";
import { Batches } from "./isolation/batches.ts";
import { GroupTrouble } from "./isolation/group-trouble.ts";
import { type SeenEnds, seenEnds } from "./seen/ends.ts";
import { type SeenGroups, seenGroups } from "./seen/groups.ts";
import { type SeenInvocations, seenInvocations } from "./seen/invocations.ts";
import { type SeenSettlements, seenSettlements } from "./seen/settlements.ts";
import { timeOf } from "./seen/time.ts";
import { type UnsentLetters, unsentLetters } from "./seen/unsent-letters.ts";
import { type SeenWrites, seenWrites } from "./seen/writes.ts";

type Of<K extends Happening["kind"]> = Extract<Happening, { readonly kind: K }>;

const minuteMs = 60_000;
/** After the last of its investigations has ended: the longest wait between two looks, and a minute to read and to write. */
const groupDelayMs = 5 * minuteMs + minuteMs;
/** The first look at an investigation, however quick that is. */
const firstLookMs = 150_000;
/** Rows whose faults slow things down, or end them, without an error that tells whose they are. */
const rowsUnseen: ReadonlySet<number> = new Set([35, 36, 40, 42, 43, 47, 50, 51, 57, 66, 67]);
/** Row in which a sandbox works by a wrong clock for as long as it lives; slots to read that it reserves are that far ahead for everybody. */
const rowOfWrongClocks = 36;
const clockAheadMsMax = 15 * minuteMs;
/** Row in which data breaks an expression of the state machine, which nobody can catch. */
const rowOfOddData = 54;
/** What `enrich` throws for some of its findings, once it has seen to the others. */
const inPart: ReadonlySet<string> = new Set(["FindingNotImported", "ServiceUnavailable"]);

/**
 * I8: what fails, fails alone. A message that cannot be read or parked sends no other one back; a principal or a finding that fails
 * neither fails its execution nor keeps the others of its group from being concluded; and a group that meets no trouble of its own is
 * written within six minutes after its investigations have ended, whatever happens to its neighbours.
 */
export const isolation: Invariant = {
  id: "I8",
  promise: "a message, finding or principal that fails neither fails nor delays the others",
  inspect: (inspected) => new Isolation(inspected),
};

class Isolation implements Inspection {
  readonly #inspected: Inspected;
  readonly #batches: Batches;
  readonly #invocations: SeenInvocations;
  readonly #groups: SeenGroups;
  readonly #settled: SeenSettlements;
  readonly #writes: SeenWrites;
  readonly #ends: SeenEnds;
  readonly #unsent: UnsentLetters;
  /** Invocations in which a call failed or was not heard. */
  readonly #troubled = new Set<string>();
  /** Invocations for which the table did not do all that it was asked for. */
  readonly #unmarked = new Set<string>();
  readonly #starts = new BatchStarts();
  readonly #trouble = new GroupTrouble();
  readonly #startedAtMs = new Map<string, number>();

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    const { cloud } = inspected;
    this.#batches = new Batches(inspected);
    this.#invocations = seenInvocations(cloud);
    this.#groups = seenGroups(cloud);
    this.#settled = seenSettlements(cloud);
    this.#writes = seenWrites(cloud);
    this.#ends = seenEnds(cloud);
    this.#unsent = unsentLetters(cloud);
  }

  readonly watch = (happening: Happening, atMs: number): void => {
    if (happening.kind === "call") this.#onCall(happening);
    else if (happening.kind === "invocation" && happening.phase === "ends") this.#onEnd(happening, atMs);
    else if (happening.kind === "task") this.#onTask(happening, atMs);
    else if (happening.kind === "execution") this.#onExecution(happening, atMs);
  };

  #onCall(call: Of<"call">): void {
    const { requestId, service, output, told, error, heard } = call;
    this.#starts.note(call);
    if (heard && (error === undefined || expected.has(error)) && !isInPart(told ?? output)) return;
    this.#troubled.add(requestId);
    if (service === "DynamoDB") this.#unmarked.add(requestId);
  }

  #onEnd({ function: name, requestId, answer, failure }: Of<"invocation">, atMs: number): void {
    const invocation = this.#invocations.get(requestId);
    const isTroubled = this.#troubled.delete(requestId) || this.#starts.isOutOfNames(requestId);
    const isUnmarked = this.#unmarked.delete(requestId);
    const starts = this.#starts.take(requestId);
    if (!invocation) return;
    if (isTroubled || failure) this.#trouble.note(invocation.input);
    if (name === "start-or-join" && failure?.errorType === forGood) this.#judgeStarts(invocation.input);
    if (name === "ingest" && !isOfSandbox(failure?.errorType))
      this.#batches.judge({
        ...invocation,
        ...{ requestId, answer, error: failure?.errorType, atMs },
        ...{ isTroubled, isUnmarked, starts },
      });
    if (name === "enrich" && failure && inPart.has(failure.errorType) && !isTroubled) this.#judgeConclusion(requestId);
  }

  /** Whoever cannot be investigated at all is told of alone. */
  #judgeStarts(input: unknown): void {
    const principals = listAt(input, "principals").map((one) => textAt(one, "arn"));
    if (principals.length < 2) return;
    const whole = `the start of ${principals.join(", ")} in ${textAt(input, "executionArn")} failed as a whole`;
    this.#violate(`${whole}, with ${forGood}: one principal fails, and its neighbours do not`);
  }

  /** What was written in spite of the others is remembered too. */
  #judgeConclusion(requestId: string): void {
    for (const finding of this.#groups.of(requestId).findings) {
      const { key, rank, version } = finding;
      const settled = this.#settled.get(key);
      if (!this.#writes.wasToldWritten(requestId, key) || (settled && settled.rank >= rank)) continue;
      // It has failed itself, and waits nowhere yet.
      if (this.#unsent.isAbout(requestId, { findings: [finding] })) continue;
      this.#violate(
        `finding ${key}, version ${version}, is written and not remembered, because others of its group failed`,
      );
    }
  }

  #onTask({ input, error }: Of<"task">, atMs: number): void {
    if (error !== undefined) this.#trouble.note(input);
    else if (listAt(input, "findings").length > 0) this.#judgeDelay(input, atMs);
  }

  #judgeDelay(input: unknown, atMs: number): void {
    const executionArn = textAt(input, "executionArn") ?? "";
    const startedAtMs = this.#startedAtMs.get(executionArn);
    if (startedAtMs === undefined || this.#isTouched(input, executionArn, startedAtMs)) return;
    const ends = listAt(input, "principals").flatMap(
      (principal) => this.#ends.of(textAt(principal, "investigationId") ?? "") ?? [],
    );
    const dueMs =
      Math.max(startedAtMs + (ends.length > 0 ? firstLookMs : 0), ...ends.filter(Number.isFinite)) + groupDelayMs;
    if (atMs <= dueMs || ends.some((end) => end > atMs)) return;
    const [finding] = listAt(input, "findings");
    const about = `the group of finding ${textAt(finding, "id")} in ${executionArn}`;
    this.#violate(
      `${about} was written at ${timeOf(atMs)}, ${timeOf(dueMs)} is promised: nothing of its own was in the way`,
    );
  }

  #isTouched(input: unknown, executionArn: string, startedAtMs: number): boolean {
    if (this.#trouble.touches(input, executionArn)) return true;
    const { faultsEndAtMs } = this.#inspected;
    const isUnseen = ({ row, atMs }: Strike) =>
      (rowsUnseen.has(row) && (atMs >= startedAtMs || !Number.isFinite(atMs))) ||
      (row === rowOfWrongClocks && startedAtMs < faultsEndAtMs + clockAheadMsMax);
    // One that failed, or that Detective does not take, was tried for longer than it ran.
    const isTried = listAt(input, "principals").some((one) => textAt(one, "kind") !== "investigated");
    return isTried || this.#inspected.strikes.some(isUnseen);
  }

  #onExecution({ executionArn, status, error }: Of<"execution">, atMs: number): void {
    if (status === "RUNNING") this.#startedAtMs.set(executionArn, atMs);
    if (status !== "FAILED" || this.#inspected.strikes.some(({ row }) => row === rowOfOddData)) return;
    this.#violate(`execution ${executionArn} failed as a whole, with ${error}: what fails in it is to be parked`);
  }

  #violate(what: string): void {
    this.#inspected.violate(what);
  }
}

/** The error of what no repetition mends. */
const forGood = "SetupFault";

/** Errors that are answers. */
const expected: ReadonlySet<string> = new Set([
  "ConditionalCheckFailedException",
  "NoSuchEntityException",
  "ExecutionAlreadyExists",
  "ExecutionDoesNotExist",
]);

/** Whether a sandbox died, and not the code in it failed. */
function isOfSandbox(errorType = ""): boolean {
  return errorType.startsWith("Runtime.") || errorType.startsWith("Sandbox.");
}

/** Whether the table has left some of a read to another request: who asks until nothing is left may run out of tries. */
function isInPart(output: unknown): boolean {
  return Object.keys(objectOf(valueAt(output, "UnprocessedKeys")) ?? {}).length > 0;
}
