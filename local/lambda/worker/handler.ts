import { existsSync, readFileSync } from "node:fs";
import Module from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

export type Handler = (event: unknown, context: object) => unknown;

/**
 * Loads a handler as the Node.js runtime does: `.mjs` as an ES module; `.js` as the nearest package.json *inside the bundle* says, else CommonJS.
 * @throws an error whose name is the runtime's: `Runtime.ImportModuleError`, `Runtime.HandlerNotFound` …
 */
export async function loadHandler(file: string, name: string): Promise<Handler> {
  const module = await load(file);
  const handler = exported(module, name) ?? exported(module["default"] as Record<string, unknown> | undefined, name);
  if (typeof handler !== "function")
    throw runtimeError("Runtime.HandlerNotFound", `${file} exports no function "${name}"`);
  if (handler.length >= 3)
    throw runtimeError(
      "Runtime.CallbackHandlerDeprecated",
      "AWS Lambda has removed support for callback-based function handlers starting with Node.js 24",
    );
  return handler as Handler;
}

async function load(file: string): Promise<Record<string, unknown>> {
  try {
    return isCommonJs(file) ? loadCommonJs(file) : await import(pathToFileURL(file).href);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") throw error;
    throw runtimeError("Runtime.ImportModuleError", String(error));
  }
}

const isCommonJs = (file: string): boolean =>
  file.endsWith(".cjs") || (file.endsWith(".js") && !existsSync(join(dirname(file), "package.json")));

/** Node would ask the package.json of the folder that *holds* the bundle, which the bundle does not take along to AWS. */
function loadCommonJs(file: string): Record<string, unknown> {
  const module = new Module(file) as Module & { _compile(source: string, file: string): void };
  module.filename = file;
  module.paths = (Module as unknown as { _nodeModulePaths(folder: string): string[] })._nodeModulePaths(dirname(file));
  module._compile(readFileSync(file, "utf8"), file);
  return module.exports;
}

const exported = (module: Record<string, unknown> | undefined, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], module);

const runtimeError = (name: string, message: string): Error => Object.assign(new Error(message), { name });
