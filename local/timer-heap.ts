/** One appointment in a {@link TimerHeap}. */
export interface HeapTimer {
  readonly atMs: number;
  /** Breaks ties: timers of the same instant leave in the order they were made. */
  readonly order: number;
  cancelled: boolean;
}

/** A priority queue of timers, earliest first; cancelled timers are dropped as they surface, or when they outnumber the rest. */
export class TimerHeap<T extends HeapTimer> {
  #timers: T[] = [];
  #cancelled = 0;

  /** The earliest timer that is not cancelled. */
  peek(): T | undefined {
    while (this.#timers[0]?.cancelled) {
      this.#removeFirst();
      this.#cancelled--;
    }
    return this.#timers[0];
  }

  pop(): T | undefined {
    const first = this.peek();
    if (first) this.#removeFirst();
    return first;
  }

  push(timer: T): void {
    this.#timers.push(timer);
    this.#siftUp(this.#timers.length - 1);
  }

  /** Marks a timer that is still in the heap as not to be fired. */
  cancel(timer: T): void {
    timer.cancelled = true;
    this.#cancelled++;
    if (this.#cancelled > 64 && this.#cancelled > this.#timers.length / 2) this.#compact();
  }

  /** Every timer that is not cancelled, in no particular order. */
  *[Symbol.iterator](): Iterator<T> {
    for (const timer of this.#timers) if (!timer.cancelled) yield timer;
  }

  #compact(): void {
    // A sorted array is a valid heap.
    this.#timers = this.#timers.filter((timer) => !timer.cancelled).sort((a, b) => (before(a, b) ? -1 : 1));
    this.#cancelled = 0;
  }

  #removeFirst(): void {
    const last = this.#timers.pop();
    if (last === undefined || this.#timers.length === 0) return;
    this.#timers[0] = last;
    this.#siftDown(0);
  }

  #siftUp(start: number): void {
    for (let index = start; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfBefore(index, parent)) return;
      index = parent;
    }
  }

  #siftDown(start: number): void {
    for (let index = start; ; ) {
      const left = 2 * index + 1;
      const child = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfBefore(child, index)) return;
      index = child;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [first, second] = [this.#timers[a], this.#timers[b]];
    return first !== undefined && second !== undefined && before(first, second);
  }

  #swapIfBefore(a: number, b: number): boolean {
    const [first, second] = [this.#timers[a], this.#timers[b]];
    if (first === undefined || second === undefined || !before(first, second)) return false;
    this.#timers[a] = second;
    this.#timers[b] = first;
    return true;
  }
}

const before = (a: HeapTimer, b: HeapTimer): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
