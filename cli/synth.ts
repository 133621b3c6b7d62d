import { createHash } from "node:crypto";
import { mkdtemp, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCdk } from "./cdk.ts";
import { isFresh } from "./freshness.ts";
import type { Overlay } from "./overlay.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What the template is made from. */
const sources = ["adapters", "domain", "functions", "infra", "statemachines", "cdk.json", "package-lock.json"].map(
  (source) => join(root, source),
);

/**
 * The folder of an up-to-date synthesized template: `cdk.out`, or a folder of its own when settings are overlaid.
 * Synthesizes in a child process when the folder is absent or older than its sources; needs no network and no account.
 * Any number of processes may ask at once.
 * @throws {Error} with the last lines that the CDK printed
 */
export async function synthesized(overlay: Overlay, onSynth: () => void): Promise<string> {
  const context = contextOf(overlay);
  const suffix = context ? `-${createHash("sha256").update(context).digest("hex").slice(0, 8)}` : "";
  const folder = join(root, `cdk.out${suffix}`);
  if (await isFresh(folder, sources)) return folder;
  onSynth();
  // Into a folder beside it first: a reader never sees half a template.
  const making = await mkdtemp(join(root, "cdk.out-making-"));
  try {
    const beganAt = new Date();
    await runCdk(root, ["synth", "--quiet", "--output", making, ...contextOption(context)]);
    // What changed while it was made may not be in it.
    await utimes(join(making, "manifest.json"), beganAt, beganAt);
    await putInPlace(making, folder);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return folder;
}

/** The same settings in any order are the same template. */
function contextOf(overlay: Overlay): string | undefined {
  const entries = Object.entries(overlay).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length > 0 ? JSON.stringify(Object.fromEntries(entries)) : undefined;
}

function contextOption(context: string | undefined): readonly string[] {
  return context ? ["--context", `gumshoe-set=${context}`] : [];
}

/** Puts a folder where another may be. One that is fresh by now stays: whoever made it is reading there already. */
async function putInPlace(made: string, folder: string): Promise<void> {
  const stale = `${made}-stale`;
  while (!(await renamed(made, folder))) {
    const found = await stat(folder);
    if (await isFresh(folder, sources)) return;
    if ((await stat(folder)).ino === found.ino) await rename(folder, stale);
  }
  await rm(stale, { recursive: true, force: true });
}

async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && ["ENOTEMPTY", "EEXIST"].includes(String(error.code))) return false;
    throw error;
  }
}
