/**
 * Runs `work` with errors that do not remember where they were made: under faults a world makes thousands that somebody catches, and
 * nobody looks at where they come from.
 */
export async function withoutStacks<T>(work: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return await work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
