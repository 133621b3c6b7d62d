import { Branch, type MapItem } from "./branch.ts";
import type { Execution } from "./execution.ts";
import type { EventDetails } from "./history.ts";
import type { Payload } from "./payload.ts";
import { type Fan, Position } from "./position.ts";

/** One of the branches a Parallel or a Map runs side by side. */
export interface Strand {
  readonly item?: MapItem;
  /** Runs to the branch's end. */
  readonly run: (branch: Branch) => Promise<Payload>;
  /** The event that says the branch was stopped because another one failed. */
  readonly aborted?: { readonly type: string; readonly details: EventDetails };
}

/**
 * Runs branches, at most `fan.atOnce` at a time, and answers their outputs in order. The first failure stops the others,
 * starts no more, and is thrown once all have come to rest. Branches that have ended before, in an execution that is
 * redriven, do not run again; those that were stopped go on from where they were.
 */
export async function fanOut(parent: Branch, strands: readonly Strand[], fan: Fan): Promise<Payload[]> {
  parent.position.fan = fan;
  parent.lastEventId = fan.startedEventId;
  const crew = new Crew(parent, strands, fan.positions);
  const workers = Array.from({ length: Math.min(fan.atOnce, crew.waiting) }, () => crew.work());
  await parent.idle<void>((resolve, reject) => {
    Promise.all(workers).then(() => resolve(), reject);
    return undefined;
  });
  if (crew.failure) throw crew.failure.error;
  return crew.outputs;
}

class Crew {
  readonly outputs: Payload[] = [];
  failure: { readonly error: unknown } | undefined;
  readonly #parent: Branch;
  readonly #strands: readonly Strand[];
  readonly #positions: (Position | undefined)[];
  readonly #running = new Map<Branch, Strand>();
  /** Which strands are to run, by their place. */
  readonly #queue: number[] = [];

  constructor(parent: Branch, strands: readonly Strand[], positions: (Position | undefined)[]) {
    this.#parent = parent;
    this.#strands = strands;
    this.#positions = positions;
    for (const index of strands.keys()) {
      const output = positions[index]?.output;
      if (output) this.outputs[index] = output;
      else this.#queue.push(index);
    }
    this.#queue.reverse();
  }

  get waiting(): number {
    return this.#queue.length;
  }

  /** Runs one strand after the other until none is left or one has failed. */
  async work(): Promise<void> {
    while (!this.failure && !this.#parent.stop.tripped) {
      const index = this.#queue.pop();
      const strand = index === undefined ? undefined : this.#strands[index];
      if (index === undefined || strand === undefined) return;
      await this.#run(index, strand);
    }
  }

  async #run(index: number, strand: Strand): Promise<void> {
    const position = this.#positions[index] ?? new Position();
    this.#positions[index] = position;
    const branch = new Branch(this.#parent.execution, this.#parent, strand.item, position);
    this.#running.set(branch, strand);
    try {
      this.outputs[index] = await strand.run(branch);
      if (!this.failure) this.#parent.lastEventId = branch.lastEventId;
    } catch (error) {
      this.#fail(branch, error);
    } finally {
      this.#running.delete(branch);
      branch.end();
    }
  }

  #fail(branch: Branch, error: unknown): void {
    if (this.failure) return;
    this.failure = { error };
    this.#running.delete(branch);
    if (this.#parent.stop.tripped) return;
    this.#parent.lastEventId = branch.lastEventId;
    stopAll(this.#running, branch.lastEventId);
  }
}

const abortable = new Set(["Task", "Wait", "Map", "Parallel"]);

/** Stops branches. As on AWS, the events of all of them follow the event that made one branch fail. */
function stopAll(running: Map<Branch, Strand>, failedEventId: number): void {
  for (const [branch, strand] of running) {
    if (branch.stop.tripped) continue;
    const { execution, stateType = "" } = branch;
    if (abortable.has(stateType)) recordAborted(execution, `${stateType}StateAborted`, failedEventId);
    if (strand.aborted) recordAborted(execution, strand.aborted.type, failedEventId, strand.aborted.details);
    branch.stop.trip();
  }
}

/** A full history has no place for these; the failure under way then says that it is full. */
function recordAborted(execution: Execution, type: string, previousEventId: number, details?: EventDetails): void {
  if (!execution.history.isFull) execution.record(type, previousEventId, details);
}
