import type { StackAssembly } from "./assembly.ts";
import { dependenciesOf, inCreationOrder } from "./dependencies.ts";
import { resolveCondition, resolveValue } from "./intrinsic.ts";
import { physicalName } from "./physical-name.ts";
import type { CreatedResource, DeployTarget, Properties, ResourceType } from "./resource-type.ts";
import { resourceTypes } from "./resource-types.ts";
import { StackLookups } from "./stack-lookups.ts";
import type { TemplateResource } from "./template.ts";
import { TemplateError } from "./template-error.ts";

/** A stack that was brought to life. */
export interface DeployedStack {
  readonly stackName: string;
  /** Logical id -> what `Ref` answers. */
  readonly resources: Readonly<Record<string, string>>;
  /** Logical id -> type. */
  readonly types: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** Logical id -> the resource as it was created. */
  readonly parts: Readonly<Record<string, StackPart>>;
}

/** A resource of a stack, its properties resolved. */
export interface StackPart {
  readonly type: string;
  readonly ref: string;
  readonly arn?: string;
  readonly properties: Properties;
}

/**
 * Creates every resource of a stack. All types and properties are checked before the first is created.
 * @throws {TemplateError} naming every resource type, property, intrinsic function and value that is not supported
 */
export async function deployStack(assembly: StackAssembly, target: DeployTarget): Promise<DeployedStack> {
  const deployment = new Deployment(assembly, target);
  const resources = deployment.wanted();
  const problems = Object.entries(resources).flatMap(([id, resource]) => unsupported(id, resource));
  if (problems.length > 0) throw new TemplateError(problems);
  await deployment.create(resources);
  return deployment.result(resources);
}

function unsupported(id: string, { Type, Properties = {} }: TemplateResource): string[] {
  const type = typeOf(Type);
  if (!type) return [`${id}: resource type "${Type}" is not supported`];
  const known = type.properties;
  if (known === "any") return [];
  const unknown = Object.keys(Properties).filter((name) => !known.includes(name));
  return unknown.map((name) => `${id} (${Type}): property "${name}" is not supported`);
}

const typeOf = (name: string): ResourceType | undefined =>
  Object.hasOwn(resourceTypes, name) ? resourceTypes[name] : undefined;

class Deployment {
  readonly #assembly: StackAssembly;
  readonly #target: DeployTarget;
  readonly #created = new Map<string, CreatedResource>();
  readonly #parts = new Map<string, StackPart>();
  readonly #lookups: StackLookups;
  readonly #problems: string[] = [];

  constructor(assembly: StackAssembly, target: DeployTarget) {
    this.#assembly = assembly;
    this.#target = target;
    this.#lookups = new StackLookups(assembly, target, this.#created);
  }

  /** The resources whose condition holds. */
  wanted(): Readonly<Record<string, TemplateResource>> {
    const { Resources = {} } = this.#assembly.template;
    return Object.fromEntries(Object.entries(Resources).filter(([id, { Condition }]) => this.#holds(id, Condition)));
  }

  async create(resources: Readonly<Record<string, TemplateResource>>): Promise<void> {
    for (const id of this.#order(resources)) {
      const resource = resources[id];
      // What depends on a resource that failed would only repeat its problem.
      if (!resource || dependenciesOf(resource, resources).some((other) => !this.#created.has(other))) continue;
      try {
        this.#created.set(id, await this.#createOne(id, resource));
      } catch (error) {
        this.#problems.push(`${id} (${resource.Type}): ${error instanceof Error ? error.message : error}`);
      }
    }
    if (this.#problems.length > 0) throw new TemplateError(this.#problems);
  }

  result(resources: Readonly<Record<string, TemplateResource>>): DeployedStack {
    const { Outputs = {} } = this.#assembly.template;
    const outputs = Object.entries(Outputs).flatMap(([name, { Value, Condition }]) =>
      this.#holds(name, Condition) ? [[name, String(resolveValue(Value, this.#lookups))]] : [],
    );
    return {
      stackName: this.#assembly.stackName,
      resources: Object.fromEntries([...this.#created].map(([id, { ref }]) => [id, ref])),
      types: Object.fromEntries(Object.entries(resources).map(([id, { Type }]) => [id, Type])),
      outputs: Object.fromEntries(outputs),
      parts: Object.fromEntries(this.#parts),
    };
  }

  #order(resources: Readonly<Record<string, TemplateResource>>): readonly string[] {
    try {
      return inCreationOrder(resources);
    } catch (error) {
      throw new TemplateError([error instanceof Error ? error.message : String(error)]);
    }
  }

  #holds(id: string, condition: string | undefined): boolean {
    if (condition === undefined) return true;
    try {
      return resolveCondition({ Condition: condition }, this.#lookups);
    } catch (error) {
      throw new TemplateError([`${id}: ${error instanceof Error ? error.message : error}`]);
    }
  }

  async #createOne(logicalId: string, resource: TemplateResource): Promise<CreatedResource> {
    const type = typeOf(resource.Type);
    if (!type) throw new Error("its type is not supported");
    const properties = resolveValue(resource.Properties ?? {}, this.#lookups) as Properties;
    const created = await type.create(properties, {
      logicalId,
      target: this.#target,
      name: (lengthMax) => physicalName(this.#assembly.stackName, logicalId, lengthMax),
      asset: (objectKey) => {
        const path = this.#assembly.assetOf(objectKey);
        if (path === undefined) throw new Error(`asset "${objectKey}" is not in the assembly`);
        return path;
      },
    });
    const arn = created.attributes?.["Arn"];
    this.#parts.set(logicalId, {
      type: resource.Type,
      ref: created.ref,
      properties,
      ...(typeof arn === "string" && { arn }),
    });
    return created;
  }
}
