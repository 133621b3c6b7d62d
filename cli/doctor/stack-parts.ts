import type { DeployedStack, StackResource } from "#domain/set-up.ts";
import type { Place } from "./check.ts";

/** The stack, for checks that need it: they run only once it was found. */
export async function stackOf({ setUp, stackName }: Place): Promise<DeployedStack> {
  const stack = await setUp.stack();
  if (!stack) throw new Error(`Cannot look into the stack "${stackName}": there is none`);
  return stack;
}

export function resourcesOf(stack: DeployedStack, type: string): readonly StackResource[] {
  return stack.resources.filter((resource) => resource.type === type);
}

/** Functions of the product by folder name without hyphens: `FunctionsstartorjoinFunction3E343A37` -> `startorjoin`. */
export function functionsOf(stack: DeployedStack): ReadonlyMap<string, string> {
  const named = resourcesOf(stack, "AWS::Lambda::Function").flatMap(({ logicalId, physicalId }) => {
    const [, folder] = /^Functions([a-z]+)Function[0-9A-F]{8}$/.exec(logicalId) ?? [];
    return folder === undefined ? [] : [[folder, physicalId] as const];
  });
  return new Map(named);
}

/** The name in a queue's URL. */
export function queueNameOf(url: string): string {
  return url.split("/").at(-1) ?? "";
}
