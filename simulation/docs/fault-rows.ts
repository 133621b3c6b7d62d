/** A row of the fault matrix. */
export interface FaultRow {
  readonly row: number;
  /** What goes wrong, in a few words. */
  readonly fault: string;
  /** Tests of what can only be seen in the template, the definition or the contract: it cannot strike at run time. */
  readonly staticTests?: readonly string[];
}

const faults: readonly (readonly [area: string, first: number, faults: readonly string[]])[] = [
  [
    "Intake",
    1,
    [
      "an event is delivered twice",
      "the same finding comes from the member and from the administrator, or from two Regions",
      "an older version comes after a newer one",
      "a message is handed out again while it is still worked on",
      "the batching window eats up the visibility time-out",
      "one bad record in a batch",
      "the handler throws as a whole, or answers nonsense",
      "the deletion of a message gets lost after it was worked on",
      "batches of other sizes than usual, up to what an invocation may hold",
      "the poller is throttled, so that messages are received without being worked on",
      "an event filter that deletes what does not match",
      "EventBridge is throttled or denied for hours",
      "the dead-letter queue of a rule cannot be written",
      "an encryption key that EventBridge may not use: silent loss",
      "the dead-letter queue refuses what is parked",
      "a poison pill: a record that kills its process",
      "a message outlives its time in the queue during a long outage",
    ],
  ],
  [
    "Content of events",
    18,
    [
      "no JSON, another event, missing fields, other types, another version of the format",
      "no finding, one, or hundreds in an event",
      "no principal, one, or many; the same one twice",
      "events between the limits of SQS and of Step Functions",
      "deep nesting, masses of keys, huge numbers, duplicate keys, byte order marks, lone surrogates",
      "`__proto__`, `constructor` and the like as keys, ids and names",
      "every kind of principal",
      "sample findings",
      "hostile texts: control characters, markup, formulas, look-alikes, instructions",
      "times in the future, of 1970, without milliseconds, with an offset, unreadable, in the wrong order",
      "a finding is archived, suppressed, resolved or deleted before it is enriched",
      "a finding is updated every quarter of an hour, every hour, every six hours",
    ],
  ],
  [
    "Store",
    30,
    [
      "a conditional write loses its race",
      "a conditional write succeeds and its answer gets lost",
      "the table throttles, fails, has conflicts, leaves keys unprocessed",
      "reads that are not strongly consistent are stale",
      "expired items are still there, or deleted late",
      "the holder of a claim is slow, and the claim is taken over",
      "clocks are wrong, or jump",
      "the table is put back to an earlier state",
      "an item outgrows 400 KB",
    ],
  ],
  [
    "Functions",
    39,
    [
      "a crash before a call, after its effect, after its answer",
      "a sandbox is frozen, or times out in the middle of a batch",
      "an invocation runs twice",
      "cold starts, no concurrency, no disk, no memory",
      "environment, keys or credentials are missing or expired",
      "old and new code at the same time",
    ],
  ],
  [
    "Step Functions",
    45,
    [
      "StartExecution is throttled, or the limit of executions is reached",
      "the answer of StartExecution gets lost; its name is taken",
      "state transitions are throttled",
      "a history near 25,000 events",
      "an answer is too large for a state",
      "an execution is aborted, times out, or its state machine is deleted",
      "a failed execution is redriven and its message replayed",
      "one branch of a Map fails",
      "retries are exhausted, or an error is not caught",
      "data on which an expression fails",
      "a wait of hours",
    ],
  ],
  [
    "Detective",
    56,
    [
      "Detective throttles",
      "Detective fails, or its answers get lost",
      "investigations end FAILED",
      "investigations never end, run again, or have a status or a severity that is not in the model",
      "investigations are archived, or vanish",
      "the behavior graph is missing, deleted or not the only one; an account is no member",
      "Detective does not know the principal",
      "indicators: none, many pages, empty pages, tokens that expire or repeat, pages that move, unknown types",
      "the list of investigations is behind",
    ],
  ],
  [
    "Security Hub",
    65,
    [
      "findings are left unprocessed, with each code and without any",
      "Security Hub throttles, fails, or its answers get lost",
      "Security Hub shows late what it knows",
      "people and automation rules edit the same finding",
      "our own echo, and bots that react to us",
    ],
  ],
  ["Operations", 70, ["replays: twice, in live traffic, of everything, of replays, by two people at once"]],
  ["Reports", 71, ["S3 throttles, fails, denies, or its answers get lost"]],
];

const staticTests: Readonly<Record<number, readonly string[]>> = {
  11: ["test/infra/feed.test.ts"],
  14: ["test/infra/checks/key-access.test.ts"],
  44: ["test/seams/first-release.test.ts", "test/seams/releases.test.ts", "test/local/cloud/upgrade.test.ts"],
  53: ["test/seams/state-machine.test.ts"],
};

/** All 71 rows. */
export const faultRows: readonly FaultRow[] = faults.flatMap(([area, first, inArea]) =>
  inArea.map((fault, index) => {
    const row = first + index;
    const tests = staticTests[row];
    return { row, fault: `${area}: ${fault}`, ...(tests && { staticTests: tests }) };
  }),
);
