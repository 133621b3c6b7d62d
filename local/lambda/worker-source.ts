import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

let source: string | undefined;

/** The program of a worker thread as one script: threads cannot load TypeScript by themselves. Built once per process. */
export function workerSource(): string {
  source ??= build();
  return source;
}

function build(): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL("./worker/main.ts", import.meta.url))],
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
