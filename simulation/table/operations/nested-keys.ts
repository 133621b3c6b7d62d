import type { TableDefinition } from "../definition.ts";
import { headOf } from "../expression/document-path.ts";
import type { Expression, Parameters } from "../expression/syntax.ts";
import { isKeyAttribute } from "../key.ts";
import { invalid } from "../table-error.ts";

/** @throws {ServiceError} ValidationException: a path leads into a key attribute */
export function checkNestedKeys(definition: TableDefinition, { paths }: Expression, parameters: Parameters): void {
  for (const path of paths) {
    if (path.steps.length === 1) continue;
    const head = headOf(path, parameters);
    if (!isKeyAttribute(definition, head)) continue;
    const scalars = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed";
    throw invalid(`${scalars}: Key: ${head}`);
  }
}
