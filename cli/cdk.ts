import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const lastLines = 12;

/**
 * Runs the CDK's command line on the app of `cdk.json`. A signal that would end this process ends the child instead.
 * @throws {Error} with the last lines that it printed
 */
export async function runCdk(root: string, options: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [join(root, "node_modules/aws-cdk/bin/cdk"), ...options], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that the app which the CDK runs ends with it.
    detached: true,
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => printed.push(String(chunk)));
  const { code, stoppedBy } = await endOf(child);
  if (code === 0) return;
  const said = printed.join("").trim().split("\n").slice(-lastLines).join("\n");
  throw new Error(`Cannot synthesize the template: ${stoppedBy ? `stopped by ${stoppedBy}` : said}`);
}

interface End {
  readonly code: number | null;
  readonly stoppedBy: NodeJS.Signals | undefined;
}

async function endOf(child: ChildProcess): Promise<End> {
  let stoppedBy: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals) => {
    stoppedBy = signal;
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    return { code, stoppedBy };
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}
