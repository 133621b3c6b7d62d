import type { InFlight } from "./in-flight.ts";
import type { VirtualTimers } from "./virtual-timers.ts";

// Taken before the handler's own timers become virtual.
const afterTurn = setImmediate;
const afterMs = setTimeout;
const clearRealTimeout = clearTimeout;

/** Turns of the event loop in which nothing may happen before the thread counts as idle. */
const quietTurns = 3;
/** How often a thread with no timer at all is looked at (machine time, ms), and how often in a row it must look dead. */
const lookMs = 250;
const deadLooks = 4;

/** Work in the hands of the operating system, as `process.getActiveResourcesInfo()` names it, and immediates: it ends by itself. */
const working = /Req|Connect|WriteWrap|ShutdownWrap|SendWrap|Immediate/;

/**
 * Notices when an invocation does nothing but wait, so that virtual time may move on: no request is in flight but those that wait
 * themselves, no work is in Node's hands, and a timer is pending. Says so once; whatever happens next, it looks again.
 */
export class QuietWatch {
  readonly #timers: VirtualTimers;
  readonly #inFlight: InFlight;
  readonly #onIdle: (requests: readonly string[], nextAtMs: number | undefined) => void;
  #running = false;
  #looking = false;
  #reportsRequests = false;
  #activity = 0;
  #looks: NodeJS.Timeout | undefined;

  constructor(
    timers: VirtualTimers,
    inFlight: InFlight,
    onIdle: (requests: readonly string[], nextAtMs?: number) => void,
  ) {
    this.#timers = timers;
    this.#inFlight = inFlight;
    this.#onIdle = onIdle;
    timers.onSet = () => this.#happened();
    inFlight.onEnd = () => this.#happened();
  }

  begin(): void {
    this.#running = true;
    this.#inFlight.reset();
    this.#happened();
    this.#lookForDeath(this.#activity, deadLooks);
  }

  end(): void {
    clearRealTimeout(this.#looks);
    this.#running = false;
    this.#activity++;
  }

  /** Time has moved: fires what is due, one timer per turn as Node drains microtasks between timers. */
  wake(): void {
    this.#happened();
  }

  /** From now until no request is in flight, also says when nothing but requests is waited for. */
  reportRequests(): void {
    this.#reportsRequests = true;
    this.#happened();
  }

  /** Whether a request is in flight that nobody has said to be waiting: no time can pass before its answer. */
  get #awaitsAnswer(): boolean {
    return this.#inFlight.requests.size > 0 && !this.#reportsRequests;
  }

  #happened(): void {
    this.#activity++;
    if (this.#looking || !this.#running) return;
    this.#looking = true;
    this.#awaitQuiet(this.#activity, quietTurns);
  }

  #awaitQuiet(activity: number, turns: number): void {
    afterTurn(() => {
      if (!this.#running) this.#looking = false;
      else if (this.#timers.fireOneDue()) this.#awaitQuiet(this.#activity, quietTurns);
      else if (this.#awaitsAnswer)
        this.#looking = false; // whatever ends the request looks again
      else if (activity !== this.#activity) this.#awaitQuiet(this.#activity, quietTurns);
      else if (turns > 1) this.#awaitQuiet(activity, turns - 1);
      else this.#look(activity);
    });
  }

  #look(activity: number): void {
    if (process.getActiveResourcesInfo().some((resource) => working.test(resource))) {
      afterMs(() => this.#awaitQuiet(this.#activity, quietTurns), 1);
      return;
    }
    this.#looking = false;
    if (activity !== this.#activity || this.#inFlight.busy) return;
    const requests = [...this.#inFlight.requests];
    if (this.#awaitsAnswer) return;
    if (requests.length === 0) this.#reportsRequests = false;
    if (this.#timers.keepAlive() || requests.length > 0) this.#onIdle(requests, this.#timers.nextAtMs());
  }

  /** A promise that nothing can settle sets no timer and so is noticed only here. */
  #lookForDeath(activity: number, looksLeft: number): void {
    this.#looks = afterMs(() => {
      const still = activity === this.#activity && !this.#inFlight.busy && this.#inFlight.requests.size === 0;
      if (!still || this.#timers.keepAlive() || isWorking()) this.#lookForDeath(this.#activity, deadLooks);
      else if (looksLeft > 1) this.#lookForDeath(activity, looksLeft - 1);
      else this.#onIdle([], undefined);
    }, lookMs);
  }
}

/** Whether Node holds anything that could still call back: the message port, idle sockets and our own timers cannot. */
const isWorking = (): boolean =>
  process
    .getActiveResourcesInfo()
    .some((resource) => !/^(?:MessagePort|TCPSocketWrap|TLSWrap|Timeout)$/.test(resource));
