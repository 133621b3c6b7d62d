/** The one source of time in the local AWS. Instants are milliseconds since the Unix epoch, UTC. */
export interface Clock {
  /** The present instant, ms since the Unix epoch. */
  now(): number;
  /**
   * Calls `fire` once, at or after `atMs`. Returns a function that cancels it.
   * A background timer (a schedule) fires when time passes it, but is no reason for virtual time to move.
   */
  at(atMs: number, fire: () => void, options?: { readonly background?: boolean }): () => void;
  /** Resolves `ms` milliseconds from now. */
  sleep(ms: number): Promise<void>;
  /** Says that real work is under way, so virtual time stands still. Returns the release; calling it twice is harmless. */
  hold(): () => void;
  /** Resolves when no work is held and no foreground timer is left. */
  settled(): Promise<void>;
}
