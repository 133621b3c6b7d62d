/** What the handler printed, line by line. */
export interface CapturedLines {
  /** Removes and returns the lines printed since the last call. */
  take(): string[];
}

/** Turns the thread's standard output and error into lines; nothing reaches the real ones. */
export function captureOutput(): CapturedLines {
  let lines: string[] = [];
  const capture = (chunk: unknown, encoding?: unknown, done?: unknown): boolean => {
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk as Uint8Array).toString("utf8");
    lines.push(...text.replace(/\n$/, "").split("\n"));
    const callback = typeof encoding === "function" ? encoding : done;
    if (typeof callback === "function") queueMicrotask(() => callback());
    return true;
  };
  process.stdout.write = capture as typeof process.stdout.write;
  process.stderr.write = capture as typeof process.stderr.write;
  return {
    take: () => {
      const taken = lines;
      lines = [];
      return taken;
    },
  };
}
