import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { LambdaFunction } from "#local/lambda/function.ts";

/** A function whose bundle is this source text. */
export function aFunction(source: string, over: Partial<LambdaFunction> & { file?: string } = {}): LambdaFunction {
  const codeFolder = mkdtempSync(join(tmpdir(), "local-lambda-"));
  const file = join(codeFolder, over.file ?? "index.mjs");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  const name = over.name ?? "subject";
  return {
    name,
    arn: `arn:aws:lambda:eu-west-1:111122223333:function:${name}`,
    codeFolder,
    handler: "index.handler",
    runtime: "nodejs24.x",
    timeoutSeconds: 1_000_000,
    memoryMb: 256,
    environment: {},
    ...over,
  };
}
