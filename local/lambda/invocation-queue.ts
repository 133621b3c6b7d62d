import type { LambdaFunction } from "./function.ts";
import type { Invocation } from "./invocation.ts";

interface Waiting {
  readonly order: number;
  readonly invocation: Invocation;
}

/** Invocations that wait for an environment, in order; those of one function do not hold up those of another. */
export class InvocationQueue {
  readonly #byFunction = new Map<LambdaFunction, Waiting[]>();
  #pushed = 0;
  #draining = false;

  push(invocation: Invocation): void {
    const waiting = this.#byFunction.get(invocation.lambda) ?? [];
    this.#byFunction.set(invocation.lambda, waiting);
    waiting.push({ order: this.#pushed++, invocation });
  }

  /** Offers the oldest invocations until `take` has refused one of each function; those it takes are gone from the queue. */
  drain(take: (invocation: Invocation) => boolean): void {
    if (this.#draining) return; // whatever is pushed meanwhile has its turn as well
    this.#draining = true;
    try {
      const refused = new Set<Waiting[]>();
      for (let queue = this.#oldest(refused); queue; queue = this.#oldest(refused)) {
        const [first] = queue;
        if (first && take(first.invocation)) queue.shift();
        else refused.add(queue);
      }
    } finally {
      this.#draining = false;
    }
  }

  clear(): void {
    this.#byFunction.clear();
  }

  /** The queue whose first invocation has waited longest. */
  #oldest(refused: ReadonlySet<Waiting[]>): Waiting[] | undefined {
    let oldest: Waiting[] | undefined;
    for (const queue of this.#byFunction.values()) {
      if (!queue[0] || refused.has(queue)) continue;
      if (!oldest?.[0] || queue[0].order < oldest[0].order) oldest = queue;
    }
    return oldest;
  }
}
