import { existsSync } from "node:fs";
import { join } from "node:path";
import type { LambdaFunction } from "./function.ts";

/** Where a handler lives: the file, and the path of the export in it. */
export interface HandlerFile {
  readonly file: string;
  readonly name: string;
}

/** Finds a function's handler file as the Node.js runtime does. @throws when the bundle has no such file */
export function handlerFileOf({ name, codeFolder, handler }: LambdaFunction): HandlerFile {
  const [, path, exported] = /^((?:.*\/)?[^./]+)\.(.+)$/.exec(handler) ?? [];
  if (path === undefined || exported === undefined)
    throw new Error(`Cannot load function "${name}": handler is "${handler}", "<file>.<export>" is wanted`);
  for (const suffix of [".mjs", ".js", ".cjs"]) {
    const file = join(codeFolder, `${path}${suffix}`);
    if (existsSync(file)) return { file, name: exported };
  }
  throw new Error(`Cannot load function "${name}": "${codeFolder}" holds no ${path}.mjs, .js or .cjs`);
}
