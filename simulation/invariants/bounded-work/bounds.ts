/** How often an invocation may be answered by one operation: `fixed` for each part of its work, and `each` for everything in it. */
export interface CallBound {
  readonly fixed: number;
  readonly each: number;
  /** Requests of an SDK client for one answer; 3 unless said. */
  readonly tries?: number;
}

/**
 * Calls of one invocation, by function and operation. It works on messages and their findings (`ingest`), on the principals of a group
 * (`start-or-join`, `check`), on its findings (`enrich`), on the executions of a thousand findings (`sweep`). What a
 * service takes in part is sent up to five times; what it refuses for now is written up to four times, in the worst case one by one.
 * `ingest` works in parts when messages come again, at most 58 of them and what is new; everything else is one part.
 */
export const callBounds: Readonly<Record<string, Readonly<Record<string, CallBound>>>> = {
  ingest: {
    // Groups that somebody else is opening are looked for five times.
    BatchGetItem: { fixed: 37, each: 0.1 },
    UpdateItem: { fixed: 0, each: 4 },
    StartExecution: { fixed: 0, each: 7 },
    DescribeExecution: { fixed: 0, each: 8 },
    SendMessageBatch: { fixed: 0, each: 5 },
    DeleteMessageBatch: { fixed: 4, each: 0.4 },
    GetInstanceProfile: { fixed: 0, each: 10 },
  },
  "start-or-join": {
    GetItem: { fixed: 0, each: 1 },
    PutItem: { fixed: 0, each: 6 },
    UpdateItem: { fixed: 0, each: 1 },
    DeleteItem: { fixed: 0, each: 1 },
    ListGraphs: { fixed: 0, each: 2 },
    ListInvestigations: { fixed: 0, each: 10 },
    GetInvestigation: { fixed: 0, each: 27 },
    // It is not repeated: it knows no token.
    StartInvestigation: { fixed: 0, each: 1, tries: 1 },
    GetRole: { fixed: 0, each: 1 },
    GetUser: { fixed: 0, each: 1 },
    AssumeRole: { fixed: 0, each: 1 },
  },
  check: {
    GetInvestigation: { fixed: 0, each: 1 },
    ListIndicators: { fixed: 0, each: 100 },
    // The page of a report, and its Markdown.
    PutObject: { fixed: 0, each: 2, tries: 2 },
    // The turn to read: who has joined, and three times the next slot and a free one.
    GetItem: { fixed: 1, each: 0 },
    UpdateItem: { fixed: 6, each: 0 },
  },
  enrich: {
    BatchGetItem: { fixed: 15, each: 0.1 },
    UpdateItem: { fixed: 8, each: 4 },
    // The reports of the principals of a group.
    GetObject: { fixed: 40, each: 0, tries: 2 },
    GetFindings: { fixed: 2, each: 0.2 },
    BatchUpdateFindings: { fixed: 0, each: 5 },
    PutEvents: { fixed: 5, each: 0.5 },
    SendMessageBatch: { fixed: 5, each: 1 },
  },
  sweep: {
    // A page holds 1 MiB, which may be as few as two records.
    Query: { fixed: 500, each: 0 },
    DescribeExecution: { fixed: 1_000, each: 0 },
    BatchGetItem: { fixed: 1_000, each: 0 },
    UpdateItem: { fixed: 5_000, each: 0 },
    SendMessageBatch: { fixed: 1_000, each: 0 },
  },
};

/**
 * Tries of one state, the first one included: 5 for a crash, 31 for throttles, 5 for a finding that is late; of a start 20 for a claim,
 * and 56 for throttles.
 */
export const triesMax: Readonly<Record<string, number>> = {
  "Start or join each principal": 1 + 20 + 5 + 56,
  "Check investigations": 1 + 5 + 31,
  "Enrich findings": 1 + 5 + 5 + 31,
  "Send to the dead-letter queue": 1 + 31,
};
