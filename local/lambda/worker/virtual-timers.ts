import { type HeapTimer, TimerHeap } from "../../timer-heap.ts";

/** Node's longest timer; anything else counts as 1 ms. */
const delayMsMax = 2 ** 31 - 1;

/** The timers of a thread whose time is virtual: they fire when `fireDue` finds them due, never by themselves. */
export class VirtualTimers {
  readonly heap = new TimerHeap<Appointment>();
  readonly now: () => number;
  /** Called whenever a timer is set. */
  onSet: () => void = () => undefined;
  readonly #pending = new Map<number, VirtualTimeout>();
  #made = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  set(
    callback: (...args: unknown[]) => void,
    delayMs: unknown,
    args: readonly unknown[],
    repeats: boolean,
  ): VirtualTimeout {
    if (typeof callback !== "function")
      throw Object.assign(new TypeError('The "callback" argument must be of type function'), {
        code: "ERR_INVALID_ARG_TYPE",
      });
    const wanted = Number(delayMs);
    const delay = wanted >= 1 && wanted <= delayMsMax ? Math.trunc(wanted) : 1;
    const timeout = new VirtualTimeout(this, this.#made++, () => callback(...args), delay, repeats);
    timeout.arm();
    return timeout;
  }

  clear(timeout: unknown): void {
    const found = timeout instanceof VirtualTimeout ? timeout : this.#pending.get(Number(timeout));
    found?.disarm();
  }

  /** The instant of the earliest timer. */
  nextAtMs(): number | undefined {
    return this.heap.peek()?.atMs;
  }

  /** Whether any timer keeps its thread alive. */
  keepAlive(): boolean {
    for (const { timeout } of this.heap) if (timeout.hasRef()) return true;
    return false;
  }

  /** Fires the earliest timer if it is due; says whether it was. */
  fireOneDue(): boolean {
    const first = this.heap.peek();
    if (!first || first.atMs > this.now()) return false;
    this.heap.pop();
    first.cancelled = true;
    first.timeout.fire();
    return true;
  }

  /** Called by a timeout that is armed or disarmed. */
  armed(timeout: VirtualTimeout, order: number, delayMs: number): Appointment {
    const appointment = { atMs: this.now() + delayMs, order, cancelled: false, timeout };
    this.heap.push(appointment);
    this.#pending.set(timeout.id, timeout);
    this.onSet();
    return appointment;
  }

  disarmed(timeout: VirtualTimeout, appointment: Appointment): void {
    this.#pending.delete(timeout.id);
    if (!appointment.cancelled) this.heap.cancel(appointment);
  }

  nextOrder(): number {
    return this.#made++;
  }
}

interface Appointment extends HeapTimer {
  readonly timeout: VirtualTimeout;
}

/** Node's `Timeout`, on virtual time. */
class VirtualTimeout {
  readonly id: number;
  readonly #timers: VirtualTimers;
  readonly #call: () => void;
  readonly #delayMs: number;
  readonly #repeats: boolean;
  #ref = true;
  #appointment: Appointment | undefined;

  constructor(timers: VirtualTimers, id: number, call: () => void, delayMs: number, repeats: boolean) {
    this.id = id;
    this.#timers = timers;
    this.#call = call;
    this.#delayMs = delayMs;
    this.#repeats = repeats;
  }

  arm(): void {
    this.#appointment = this.#timers.armed(this, this.#timers.nextOrder(), this.#delayMs);
  }

  disarm(): void {
    if (this.#appointment) this.#timers.disarmed(this, this.#appointment);
    this.#appointment = undefined;
  }

  fire(): void {
    this.disarm();
    if (this.#repeats) this.arm();
    this.#call();
  }

  ref(): this {
    this.#ref = true;
    if (this.#appointment) this.#timers.onSet();
    return this;
  }

  unref(): this {
    this.#ref = false;
    return this;
  }

  hasRef(): boolean {
    return this.#ref;
  }

  refresh(): this {
    this.disarm();
    this.arm();
    return this;
  }

  close(): this {
    this.disarm();
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.id;
  }

  [Symbol.dispose](): void {
    this.disarm();
  }
}
