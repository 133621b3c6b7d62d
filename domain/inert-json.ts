import { escapeInvisible } from "./text.ts";

/**
 * A value as JSON that is nothing but text wherever it stands: what HTML, a terminal or an editor would act on is written as a JSON
 * escape, so that no text in it ends the element around it. The same value comes out of it, lone surrogates too.
 * @returns one line, at most six bytes for each UTF-16 unit of a text
 */
export function inertJson(value: object): string {
  return escapeInvisible(JSON.stringify(value))
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")
    .replaceAll("&", "\\u0026");
}
