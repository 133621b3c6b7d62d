/** The work that goes on outside JavaScript: requests by id, and everything else by number. */
export class InFlight {
  readonly requests = new Set<string>();
  /** Called whenever work ends. */
  onEnd: () => void = () => undefined;
  readonly #workerId: string;
  #made = 0;
  #other = 0;
  #era = 0;

  constructor(workerId: string) {
    this.#workerId = workerId;
  }

  /** Anything in flight that is not a request. */
  get busy(): boolean {
    return this.#other > 0;
  }

  /** Counts a request; call the returned function when it has ended, however it ended. */
  beginRequest(): { readonly id: string; readonly end: () => void } {
    const id = `${this.#workerId}/${this.#made++}`;
    this.requests.add(id);
    return {
      id,
      end: () => {
        if (this.requests.delete(id)) this.onEnd();
      },
    };
  }

  begin(): () => void {
    const era = this.#era;
    let ended = false;
    this.#other++;
    return () => {
      if (ended || era !== this.#era) return;
      ended = true;
      this.#other--;
      this.onEnd();
    };
  }

  /** Forgets what an earlier invocation left behind. */
  reset(): void {
    this.#era++;
    this.#other = 0;
    this.requests.clear();
  }
}
