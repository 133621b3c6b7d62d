import { listAt, textAt, valueAt } from "#domain/json.ts";
import type { Happening } from "../happening.ts";
import type { Inspected, Inspection, Invariant } from "./invariant.ts";
import { versionName } from "./seen/accepted.ts";
import { seenInput } from "./seen/execution-input.ts";
import { seenFinding } from "./seen/finding.ts";
import { seenInvocations } from "./seen/invocations.ts";
import { seenMessage } from "./seen/message.ts";
import { recordPrefix, type SeenFlight, type SeenRecord, seenRecord } from "./seen/record.ts";
import { type SeenSettlements, seenSettlements } from "./seen/settlements.ts";
import { type SeenStack, seenStack } from "./seen/stack.ts";
import { timeOf } from "./seen/time.ts";
import { seenWrites } from "./seen/writes.ts";

type Of<K extends Happening["kind"]> = Extract<Happening, { readonly kind: K }>;

const armed = "true";

/**
 * I5: the loop through Security Hub has no gain. No update of the product arms a finding; no rule lets in an event about a finding that is
 * not armed, as every echo of an update is; and an event that comes again about what is settled, or on its way, starts nothing; nor
 * does the sweep put back what an execution still works on.
 */
export const noSelfTrigger: Invariant = {
  id: "I5",
  promise: "the product's own updates, and whatever comes again, cause no work",
  inspect: (inspected) => new NoSelfTrigger(inspected),
};

/** A finding that an execution has, and since when. */
interface Flight extends SeenFlight {
  readonly fromMs: number;
}

/** A finding that one execution has just taken from another one. */
interface Taken {
  /** Of its record. */
  readonly pk: string;
  readonly key: string;
  readonly from: Flight;
  readonly now: SeenFlight;
}

class NoSelfTrigger implements Inspection {
  readonly #inspected: Inspected;
  readonly #stack: SeenStack;
  readonly #invocations;
  readonly #settled: SeenSettlements;
  /** Finding versions that somebody asked for, by a click, a replay or a failed execution. */
  readonly #requested = new Set<string>();
  /** Findings on their way, by the key of their record. */
  readonly #flights = new Map<string, Flight>();
  #taken: Taken | undefined;
  /** Executions that run, and since when. */
  readonly #runningFromMs = new Map<string, number>();

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    const { cloud } = inspected;
    this.#stack = seenStack(cloud.blueprint);
    this.#invocations = seenInvocations(cloud);
    this.#settled = seenSettlements(cloud);
    cloud.table.onChange((pk, _before, after) => {
      if (pk.startsWith(recordPrefix)) this.#onRecord(pk, after && seenRecord(after), cloud.clock.now());
    });
    seenWrites(cloud).listen(({ key, fields }) => {
      if (fields["investigate"] !== armed) return;
      inspected.violate(`finding ${key}: our own update sets "investigate" to "${armed}", which asks for it anew`);
    });
  }

  readonly watch = (happening: Happening, atMs: number): void => {
    const taken = this.#taken;
    this.#taken = undefined;
    if (taken && happening.kind === "call") this.#judgeTaken(taken, happening);
    if (happening.kind === "event") this.#onEvent(happening);
    else if (happening.kind === "message") this.#onMessage(happening);
    else if (happening.kind === "execution") this.#onExecution(happening, atMs);
    else if (happening.kind === "call" && happening.operation === "StartExecution") this.#onStart(happening);
    else if (happening.kind === "call" && happening.by === "sweep") this.#onSweep(happening);
  };

  #onRecord(pk: string, record: SeenRecord | undefined, atMs: number): void {
    const [from, now] = [this.#flights.get(pk), record?.inFlight];
    if (!now) this.#flights.delete(pk);
    else if (from?.by !== now.by || from.rank !== now.rank) this.#flights.set(pk, { ...now, fromMs: atMs });
    if (!record || !from || !now || from.by === now.by || now.rank > from.rank) return;
    this.#taken = { pk, key: record.key, from, now };
  }

  #judgeTaken({ pk, key, from, now }: Taken, { by, requestId, input }: Of<"call">): void {
    // Faults and people change the table too; a call of the product is told of right after its effect.
    if (by !== "ingest" || textAt(input, "Key", "pk", "S") !== pk) return;
    const beganAtMs = this.#invocations.get(requestId)?.beganAtMs ?? Number.NEGATIVE_INFINITY;
    if (from.fromMs >= beganAtMs || !now.principals.every((one) => from.principals.includes(one))) return;
    if (this.#requested.has(versionName(key, now.rank))) return;
    const since = `on its way since ${timeOf(from.fromMs)} with ${from.by}`;
    this.#inspected.violate(`finding ${key}, version ${now.version}, goes to ${now.by} although it is ${since}`);
  }

  #onEvent({ detailType, rules, event }: Of<"event">): void {
    if (detailType !== "Security Hub Findings - Imported") return;
    if (!rules.some((rule) => this.#stack.intakeRules.has(rule))) return;
    for (const finding of listAt(event, "detail", "findings")) {
      const investigate = valueAt(finding, "UserDefinedFields", "investigate");
      if (investigate === armed) continue;
      const { key = "without a name" } = seenFinding(finding) ?? {};
      this.#inspected.violate(`finding ${key} is let in although "investigate" is ${JSON.stringify(investigate)}`);
    }
  }

  #onMessage({ queue, change, body }: Of<"message">): void {
    if (queue !== this.#stack.intakeName || change !== "arrives") return;
    const { requested, findings } = seenMessage(body);
    if (requested) for (const { key, rank } of findings) this.#requested.add(versionName(key, rank));
  }

  #onExecution({ executionArn, status }: Of<"execution">, atMs: number): void {
    if (status === "RUNNING") this.#runningFromMs.set(executionArn, atMs);
    else this.#runningFromMs.delete(executionArn);
  }

  /** What is put back was left by an execution that is over. */
  #onSweep({ requestId, operation, input, output }: Of<"call">): void {
    if (operation !== "SendMessageBatch" || output === undefined) return;
    const beganAtMs = this.#invocations.get(requestId)?.beganAtMs ?? Number.NEGATIVE_INFINITY;
    for (const entry of listAt(input, "Entries")) {
      const executionArn = textAt(JSON.parse(textAt(entry, "MessageBody") ?? "{}"), "executionArn") ?? "";
      // One that somebody redrives while the sweep looks at it was over when it looked.
      if ((this.#runningFromMs.get(executionArn) ?? beganAtMs) >= beganAtMs) continue;
      this.#inspected.violate(`a finding of ${executionArn} is put back by the sweep although that execution runs`);
    }
  }

  #onStart({ by, requestId, input, output }: Of<"call">): void {
    if (by !== "ingest" || output === undefined) return;
    const beganAtMs = this.#invocations.get(requestId)?.beganAtMs ?? Number.NEGATIVE_INFINITY;
    for (const finding of seenInput(String(valueAt(input, "input"))).findings) {
      const { key, rank, version, principals } = finding;
      const settled = this.#settled.get(key);
      if (!settled || settled.rank < rank || settled.atMs > beganAtMs) continue;
      if (this.#requested.has(versionName(key, rank)) || !principals.every((one) => settled.principals.includes(one)))
        continue;
      const since = `${settled.outcome} since ${timeOf(settled.atMs)}`;
      this.#inspected.violate(
        `finding ${key}, version ${version}, is started although it is ${since} and nobody asked`,
      );
    }
  }
}
