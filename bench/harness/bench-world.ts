import type { Behaviour } from "#local/behaviour.ts";
import { ServiceError } from "#local/service.ts";
import type { Rate } from "#local/services/rate-limit.ts";
import { type Chance, chanceOf } from "#simulation/chance.ts";
import { type SimulatedCloud, simulatedCloud } from "#simulation/cloud.ts";
import { combined } from "#simulation/faults/combination.ts";
import type { Hooks } from "#simulation/hooks.ts";
import { concurrencyMax, initMs, taskDelayMs } from "../metering/assumptions.ts";
import { parked } from "../metering/dead-letters.ts";
import { Ledger } from "../metering/ledger.ts";
import { QueueRequests } from "../metering/queue-requests.ts";
import { Usage } from "../metering/usage.ts";
import { Writes } from "../metering/writes.ts";
import type { System } from "../system.ts";
import type { Pair } from "../workloads/scene.ts";
import type { Played } from "./played.ts";

export interface BenchWorldOptions {
  readonly system: System;
  readonly seed: string;
  readonly startAtMs: number;
  readonly behaviour: Behaviour;
  readonly hooks: Partial<Hooks>;
  readonly detectiveRate?: Rate | undefined;
  readonly pairs?: Iterable<Pair>;
}

/** A system in a cloud of its own, with everything that is counted there. */
export class BenchWorld {
  readonly cloud: SimulatedCloud;
  readonly usage: Usage;
  readonly ledger: Ledger;
  readonly writes: Writes;
  readonly #system: System;

  constructor({ system, seed, startAtMs, behaviour, hooks, detectiveRate, pairs }: BenchWorldOptions) {
    const chance = chanceOf(seed);
    const queue = new QueueRequests();
    const limits = new Limits(chance.fork("tasks"));
    this.#system = system;
    this.cloud = simulatedCloud({
      blueprint: system.blueprint,
      ...(system.handlers && { handlers: system.handlers }),
      chance,
      startAtMs,
      behaviour,
      hooks: combined([limits.hooks, hooks]),
      initMs,
      ...(detectiveRate && { detectiveRate }),
      reader: queue.watched,
    });
    limits.watch(this.cloud);
    const { architecture } = system;
    this.usage = new Usage(this.cloud, { architecture, queue });
    this.ledger = new Ledger(this.cloud, pairs);
    this.writes = new Writes(this.cloud);
  }

  /** The pairs that are not enriched: those that a person can find and replay, and the others. */
  unheardOf(): Pick<Played, "parked" | "lost"> {
    const { missing } = this.ledger;
    const waiting = parked(this.cloud, this.#system.deadLetterQueueArn, missing).length;
    return { parked: waiting, lost: missing.length - waiting };
  }

  /** Everything that was counted, about a scene of this size. */
  played(scene: About): Played {
    const { calls, functions } = this.usage;
    const { lagsMs, delaysMs, lastEnrichedAtMs } = this.ledger;
    return {
      ...scene,
      ...this.unheardOf(),
      meter: this.usage.meter(),
      calls: calls.byOperation,
      throttledCalls: calls.throttled,
      lagsMs,
      delaysMs,
      lastEnrichedAtMs: Math.max(scene.startAtMs, lastEnrichedAtMs),
      starts: this.writes.starts,
      idleWrites: this.writes.idle,
      waitedMs: functions.waitedMs,
      historyEventsMax: this.usage.historyEventsMax,
    };
  }
}

/** What a scene knows of itself. */
type About = Pick<Played, "startAtMs" | "findings" | "principals" | "pairs" | "boundSeconds" | "startsWanted">;

/** What every account has to live with: a workflow's tasks start a moment later, and Lambda runs so much at once. */
class Limits {
  readonly hooks: Partial<Hooks>;
  #running = 0;

  constructor(chance: Chance) {
    this.hooks = {
      task: () => ({ delayMs: chance.integer(taskDelayMs.min, taskDelayMs.max) }),
      invocation: () => (this.#running >= concurrencyMax ? { refuse: tooManyRequests } : undefined),
    };
  }

  watch(cloud: SimulatedCloud): void {
    cloud.watch((happening) => {
      if (happening.kind === "invocation") this.#running += happening.phase === "begins" ? 1 : -1;
    });
  }
}

const tooManyRequests = new ServiceError("TooManyRequestsException", 429, "Rate Exceeded");
