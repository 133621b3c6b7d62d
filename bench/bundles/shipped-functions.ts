import { join } from "node:path";
import { readAssembly, type StackAssembly } from "#local/template/assembly.ts";
import type { TemplateResource } from "#local/template/template.ts";

/** A function as the stack deploys it. */
export interface ShippedFunction {
  /** Its folder in `functions/`. */
  readonly name: string;
  /** The bundle. */
  readonly file: string;
  /** The variables that the template sets; where it refers to a resource, a value that has the look of one. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The functions in a synthesized cloud assembly.
 * @param names folders of `functions/`
 * @throws {Error} there is no assembly, or one of the functions is not in it
 */
export function shippedFunctions(assemblyFolder: string, names: readonly string[]): readonly ShippedFunction[] {
  const assembly = readAssembly(assemblyFolder);
  return names.map((name) => {
    const resource = functionNamed(assembly, name);
    const folder = resource && assetFolder(assembly, resource);
    if (!folder) {
      throw new Error(
        `Cannot measure "${name}": "${assemblyFolder}" has no such function, one with a bundle is wanted`,
      );
    }
    return { name, file: join(folder, "index.mjs"), environment: environmentOf(resource) };
  });
}

/** Those of the folders whose function is in the assembly: what only a setting brings is not in the stack as it comes. */
export function deployedNames(assemblyFolder: string, names: readonly string[]): readonly string[] {
  const assembly = readAssembly(assemblyFolder);
  return names.filter((name) => functionNamed(assembly, name) !== undefined);
}

function functionNamed({ template }: StackAssembly, name: string): TemplateResource | undefined {
  const id = new RegExp(`^Functions${name.replaceAll("-", "")}Function[0-9A-F]{8}$`);
  return Object.entries(template.Resources ?? {}).find(([key]) => id.test(key))?.[1];
}

function assetFolder(assembly: StackAssembly, { Properties }: TemplateResource): string | undefined {
  const code = Properties?.["Code"] as { readonly S3Key?: unknown } | undefined;
  return typeof code?.S3Key === "string" ? assembly.assetOf(code.S3Key) : undefined;
}

function environmentOf({ Properties }: TemplateResource): Readonly<Record<string, string>> {
  const { Variables = {} } = (Properties?.["Environment"] ?? {}) as { Variables?: Readonly<Record<string, unknown>> };
  return Object.fromEntries(
    Object.entries(Variables).map(([name, value]) => [name, typeof value === "string" ? value : standIn(name)]),
  );
}

function standIn(name: string): string {
  if (name.endsWith("_URL")) return "https://sqs.us-east-1.amazonaws.com/111122223333/gumshoe";
  return name.endsWith("_ARN") ? "arn:aws:states:us-east-1:111122223333:stateMachine:gumshoe" : "gumshoe";
}
