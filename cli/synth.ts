import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What the template is made from. */
const sources = ["adapters", "domain", "functions", "infra", "statemachines", "cdk.json", "package-lock.json"];

/** Settings that overlay those of `cdk.json` for one run. */
export type Overlay = Readonly<Record<string, unknown>>;

/**
 * The folder of an up-to-date synthesized template: `cdk.out`, or a folder of its own when settings are overlaid.
 * Synthesizes in a child process when the folder is absent or older than its sources; needs no network and no account.
 * @throws {Error} with the last lines that the CDK printed
 */
export async function synthesized(overlay: Overlay, onSynth: () => void): Promise<string> {
  const context = Object.keys(overlay).length > 0 ? JSON.stringify(overlay) : undefined;
  const suffix = context ? `-${createHash("sha256").update(context).digest("hex").slice(0, 8)}` : "";
  const folder = join(root, `cdk.out${suffix}`);
  if (await isFresh(folder)) return folder;
  onSynth();
  // Into a folder beside it first: a reader never sees half a template.
  const fresh = join(root, `cdk.out-${process.pid}`);
  await synth(fresh, context);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return folder;
}

async function isFresh(folder: string): Promise<boolean> {
  const manifest = join(folder, "manifest.json");
  if (!existsSync(manifest)) return false;
  const { mtimeMs } = await stat(manifest);
  const newest = await Promise.all(sources.map((source) => newestMs(join(root, source))));
  return Math.max(...newest) <= mtimeMs;
}

async function newestMs(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = await readdir(path);
  const times = await Promise.all(inside.map((name) => newestMs(join(path, name))));
  return Math.max(found.mtimeMs, ...times);
}

function synth(folder: string, context: string | undefined): Promise<void> {
  const cdk = join(root, "node_modules/aws-cdk/bin/cdk");
  const overlay = context ? ["--context", `gumshoe-set=${context}`] : [];
  const child = spawn(process.execPath, [cdk, "synth", "--quiet", "--output", folder, ...overlay], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => printed.push(String(chunk)));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(`Cannot synthesize the template: ${printed.join("").trim().split("\n").slice(-12).join("\n")}`),
        );
    });
  });
}
