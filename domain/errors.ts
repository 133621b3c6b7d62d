/** The service asked to slow down. Step Functions retries with full jitter for more than an hour. */
export class Throttled extends Error {
  override readonly name = "Throttled";
  constructor(operation: string, options?: ErrorOptions) {
    super(`Cannot call ${operation}: the service throttles, another try is wanted later`, options);
  }
}

/** The service failed or did not answer. Step Functions retries with full jitter for more than an hour. */
export class ServiceUnavailable extends Error {
  override readonly name = "ServiceUnavailable";
  constructor(operation: string, options?: ErrorOptions) {
    super(`Cannot call ${operation}: no usable answer from the service`, options);
  }
}

/** A queue took some of the messages and refused the others at every try. To whoever retries it is any ServiceUnavailable. */
export class MessagesRefused extends ServiceUnavailable {
  /** Which ones, counted from 0 in the order in which they were to be sent. */
  readonly refused: ReadonlySet<number>;
  constructor(operation: string, refused: ReadonlySet<number>) {
    super(operation);
    this.refused = refused;
  }
}

/** Another execution is starting the same investigation right now. Step Functions retries within seconds, then joins it. */
export class ClaimInProgress extends Error {
  override readonly name = "ClaimInProgress";
  constructor(key: string, options?: ErrorOptions) {
    super(`Cannot take claim "${key}": another execution holds it, its answer is awaited`, options);
  }
}

/** What only a person can mend: no behavior graph, an account that is no member, a missing permission. Parked at once. */
export class SetupFault extends Error {
  override readonly name = "SetupFault";
  constructor(operation: string, state: string, options?: ErrorOptions) {
    super(`Cannot call ${operation}: ${state}`, options);
  }
}

/** Security Hub does not hold the findings yet. Step Functions retries a few times, a minute apart; then they are parked. */
export class FindingNotImported extends Error {
  override readonly name = "FindingNotImported";
  constructor(findings: number) {
    super(`Cannot enrich ${findings} findings: Security Hub does not hold them yet, they are looked for again`);
  }
}

/** Environment or settings are wrong: the function cannot start. Every problem is listed. */
export class InvalidSettings extends Error {
  override readonly name = "InvalidSettings";
  constructor(what: string, problems: readonly string[]) {
    super(`Cannot read ${what}: ${problems.join("; ")}`);
  }
}

/** The queue of an outlet holds something that is no event of ours. It comes again until SQS takes it to the outlet's dead letters. */
export class UnreadableEvent extends Error {
  override readonly name = "UnreadableEvent";
  constructor() {
    super("Cannot hand the event out: it is none that the bus has carried, an event of Gumshoe is wanted");
  }
}

/** Whoever is told outside did not take an event. It is put off, or goes to the outlet's dead letters with this as the reason. */
export class NotTaken extends Error {
  override readonly name = "NotTaken";
  /** One word for it: `http-404`, or the code of a network error. */
  readonly code: string;
  /** Receives after which no more are tried. */
  readonly triesMax: number;
  /** It should not be tried again sooner. */
  readonly waitSeconds: number;
  constructor(
    code: string,
    state: string,
    { triesMax, waitSeconds = 0 }: { readonly triesMax: number; readonly waitSeconds?: number },
  ) {
    super(`Cannot hand the event out: ${state}`);
    this.code = code;
    this.triesMax = triesMax;
    this.waitSeconds = waitSeconds;
  }
}
