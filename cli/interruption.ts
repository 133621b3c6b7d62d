/**
 * Does work that Ctrl-C ends in good order: the first one asks it to stop, the second ends the process as it is.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const asked = new AbortController();
  const stop = () => asked.abort();
  // Once only: Node's own way is in force again for the second.
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    return await work(asked.signal);
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}
