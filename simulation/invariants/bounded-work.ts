import { listAt, textAt, valueAt } from "#domain/json.ts";
import type { Happening } from "../happening.ts";
import { triesMax } from "./bounded-work/bounds.ts";
import { Calls } from "./bounded-work/calls.ts";
import { findingsIn } from "./bounded-work/records.ts";
import { Starts } from "./bounded-work/starts.ts";
import type { Inspected, Inspection, Invariant } from "./invariant.ts";
import { type SeenInvocations, seenInvocations } from "./seen/invocations.ts";
import { seenMessage } from "./seen/message.ts";
import { type SeenStack, seenStack } from "./seen/stack.ts";
import { type Step, stepOf } from "./seen/step.ts";

type Of<K extends Happening["kind"]> = Extract<Happening, { readonly kind: K }>;

/**
 * I6: work is bounded. An invocation makes no more calls than its size allows, an SDK client no more than three tries of one (and one of
 * a start), a state no more tries than it is set to; an investigation is looked at and a failed one started anew only so often; there
 * are no more executions than findings that came, and no finding is tried more often than the stack allows.
 */
export const boundedWork: Invariant = {
  id: "I6",
  promise: "every call, look, try and message is one of a declared number",
  inspect: (inspected) => new BoundedWork(inspected),
};

class BoundedWork implements Inspection {
  readonly #inspected: Inspected;
  readonly #stack: SeenStack;
  readonly #invocations: SeenInvocations;
  readonly #calls: Calls;
  readonly #starts: Starts;
  readonly #runs = new Set<string>();
  /** Tries of a step since it last succeeded. */
  readonly #tries = new Map<string, number>();
  /** Investigations that an invocation has looked at. */
  readonly #looked = new Map<string, readonly string[]>();
  /** Looks at an investigation in one execution. */
  readonly #looks = new Map<string, number>();
  /** Dead letters about a finding version by one execution, and how often that ran `enrich`. */
  readonly #letters = new Map<string, number>();
  readonly #enrichments = new Map<string, number>();
  /** Messages that came to the intake queue, by their ids. */
  readonly #taken = new Set<string>();
  #delivered = 0;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    this.#stack = seenStack(inspected.cloud.blueprint);
    this.#invocations = seenInvocations(inspected.cloud);
    this.#calls = new Calls(inspected);
    this.#starts = new Starts(inspected);
  }

  readonly watch = (happening: Happening): void => {
    if (happening.kind === "call") this.#onCall(happening);
    else if (happening.kind === "invocation") this.#onInvocation(happening);
    else if (happening.kind === "task") this.#onTask(happening);
    else if (happening.kind === "execution") this.#onExecution(happening);
    else if (happening.kind === "message") this.#onMessage(happening);
  };

  readonly atRest = (): void => {
    if (this.#runs.size <= this.#delivered) return;
    this.#violate(`${this.#runs.size} executions were started for ${this.#delivered} findings that ingest was given`);
  };

  #onCall(call: Of<"call">): void {
    const { requestId, by, operation, input, error, heard } = call;
    if (by === "operator" || by === "workflow") return;
    this.#calls.count(requestId, operation, error === undefined && heard);
    // What was not heard is asked again by the client; that is a try of the same look.
    const isLook = operation === "GetInvestigation" && by === "check" && error === undefined && heard;
    if (isLook)
      this.#looked.set(requestId, [...(this.#looked.get(requestId) ?? []), textAt(input, "InvestigationId") ?? ""]);
    this.#starts.watch(call);
  }

  #onLook(requestId: string, id: string): void {
    const { executionArn, name } = stepOf(this.#invocations.get(requestId)?.input) ?? {};
    const looks = counted(this.#looks, `${executionArn} ${name} ${id}`);
    // By a clock that jumps, and by an invocation that runs twice, some looks come twice.
    if (looks === looksMax + 1 && !this.#inspected.strikes.some(({ row }) => rowsThatLookTwice.has(row)))
      this.#violate(`${executionArn} looks at investigation ${id} more than ${looksMax} times`);
  }

  #onInvocation({ function: name, requestId, phase, input, failure }: Of<"invocation">): void {
    if (phase === "begins") {
      if (name === "ingest") this.#delivered += findingsIn(input);
      if (name === "enrich") counted(this.#enrichments, textAt(input, "executionArn") ?? "");
      return;
    }
    // A look that fails is taken again; that is a try, not a look.
    if (!failure) for (const id of this.#looked.get(requestId) ?? []) this.#onLook(requestId, id);
    this.#looked.delete(requestId);
    this.#calls.judge(name, requestId);
  }

  #onTask({ input, state, error }: Of<"task">): void {
    const step = stepOf(input);
    if (!step) return;
    const name = nameOf(step);
    if (error === undefined) this.#tries.delete(name);
    else {
      const tries = counted(this.#tries, name);
      const max = triesMax[state] ?? 1;
      if (tries === max + 1)
        this.#violate(`${step.executionArn}: ${step.name} was tried more than ${max} times, at last with ${error}`);
    }
  }

  #onExecution({ executionArn, status, input }: Of<"execution">): void {
    if (status !== "RUNNING") return;
    for (const name of this.#tries.keys()) if (name.startsWith(`${executionArn} `)) this.#tries.delete(name);
    // One without findings is somebody else's; one that is redriven runs again.
    const groups = listAt(JSON.parse(input), "groups");
    if (groups.length > 0) this.#runs.add(executionArn);
    this.#starts.expect(executionArn, groups);
    const { maxAttempts } = this.#stack;
    for (const finding of groups.flatMap((group) => listAt(group, "findings"))) {
      const attempt = Number(valueAt(finding, "attempt") ?? 0);
      if (attempt <= maxAttempts) continue;
      const about = `finding ${textAt(finding, "id")}, version ${textAt(finding, "version")}`;
      this.#violate(`${about}, is tried for the ${attempt}th time by ${executionArn}, ${maxAttempts} are the limit`);
    }
  }

  #onMessage({ queue, change, body, messageId }: Of<"message">): void {
    if (change !== "arrives") return;
    if (queue === this.#stack.intakeName) this.#taken.add(messageId);
    // What the intake queue hands over after twenty receives is no letter of ours.
    if (queue !== this.#stack.deadLetterName || this.#taken.has(messageId)) return;
    const { kind, findings } = seenMessage(body);
    const [finding] = findings;
    const executionArn = kind === "replay" ? executionIn(body) : undefined;
    if (!finding || executionArn === undefined) return;
    const letters = counted(this.#letters, `${executionArn} ${finding.key} ${finding.version}`);
    // One client sends three times at most what it does not hear the answer to.
    const max = 3 * (1 + (this.#enrichments.get(executionArn) ?? 0));
    if (letters <= max) return;
    this.#violate(
      `dead letter ${messageId} is the ${letters}th about finding ${finding.key} by ${executionArn}, ${max} are the limit`,
    );
  }

  #violate(what: string): void {
    this.#inspected.violate(what);
  }
}

const rowsThatLookTwice: ReadonlySet<number> = new Set([36, 41]);
/** 37 by the schedule of the first hour, and some when a group comes back for another principal. */
const looksMax = 40;

const nameOf = ({ executionArn, name }: Step) => `${executionArn} ${name}`;

function counted(counts: Map<string, number>, name: string): number {
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  return count;
}

function executionIn(body: string): string | undefined {
  return textAt(JSON.parse(body), "executionArn");
}
