import type { JobReport } from "./job.ts";

const clearLine = "\r\u001B[K";

/** Tells a person who watches how far the run is; nobody else. */
export function progressOf(jobs: number, stream: NodeJS.WriteStream = process.stderr) {
  let done = 0;
  const show = (text: string): void => void (stream.isTTY && stream.write(`${clearLine}${text}`));
  return {
    onReport: ({ job }: JobReport) => show(`${++done} of ${jobs} runs, ${job.system} last`),
    end: () => show(""),
  };
}
