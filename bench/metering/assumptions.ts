/** What the simulation has no source for; the same for every system. */

/**
 * How long a new sandbox takes before its first invocation, ms: Node.js with a few SDK clients. Reports lie between 250 ms (tuned)
 * and 500 ms.
 */
export const initMs = 350;

/** What the code of one invocation computes, ms: the simulation counts only what it waits for. */
export const computeMs = 10;

/** How long Step Functions takes to take up a task, ms, at least and at most. */
export const taskDelayMs = { min: 20, max: 60 } as const;

/** Functions that an account runs at once, unless it asks for more. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const concurrencyMax = 1_000;

/** START, END and REPORT of one invocation in CloudWatch Logs, with what is counted for each event there. */
export const invocationLogBytes = 400;

/** What Powertools writes around the fields of one line. */
export const lineLogBytes = 750;

/** One line of metrics with its dimensions, and each metric in it: its name twice, its unit, its value. */
export const metricLogBytes = { line: 200, metric: 75 } as const;

/** One history event in a workflow's log, without data. */
export const historyEventLogBytes = 400;

/** DynamoDB asks KMS for the key of a table again after a principal has left it alone for so long. */
export const tableKeyCachedMs = 300_000;
