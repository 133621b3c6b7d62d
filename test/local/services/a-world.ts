import type { Clock } from "#local/clock.ts";
import type { CallContext, Operation, Service, ServiceError, World } from "#local/service.ts";

/** A clock that goes on only when told to. */
export class ManualClock implements Clock {
  #nowMs: number;
  #timers: { atMs: number; fire: () => void }[] = [];

  constructor(startAt: string) {
    this.#nowMs = Date.parse(startAt);
  }

  now(): number {
    return this.#nowMs;
  }

  at(atMs: number, fire: () => void): () => void {
    const timer = { atMs, fire };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass, firing what becomes due. */
  advance(seconds: number): void {
    this.#nowMs += seconds * 1000;
    const due = this.#timers.filter(({ atMs }) => atMs <= this.#nowMs);
    this.#timers = this.#timers.filter(({ atMs }) => atMs > this.#nowMs);
    for (const { fire } of due) fire();
  }

  get pending(): number {
    return this.#timers.length;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.at(this.#nowMs + ms, resolve));
  }

  hold(): () => void {
    return () => {};
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }
}

export const home: CallContext = { region: "eu-west-1", accountId: "111122223333" };

export function aWorld(startAt = "2026-11-20T12:00:00Z"): { world: World; clock: ManualClock } {
  const clock = new ManualClock(startAt);
  return { clock, world: { clock, partition: "aws", accountId: home.accountId, region: home.region } };
}

/** Calls an operation of the service in process. */
export function calling(service: Service) {
  return (operation: string, input: unknown = {}, call: CallContext = home) => {
    const run: Operation | undefined = service.operations[operation];
    if (!run) throw new Error(`no operation ${operation}`);
    // biome-ignore lint/suspicious/noExplicitAny: the tests know the shapes
    return run(input, call) as any;
  };
}

/** The error a call throws, as `Name status`; the answer's absence of one fails the test. */
export function failureOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    const { name, status } = error as ServiceError;
    return `${name} ${status}`;
  }
  return "no error";
}
