import type { StackAssembly } from "./assembly.ts";
import { type Lookups, resolveCondition } from "./intrinsic.ts";
import type { CreatedResource, DeployTarget } from "./resource-type.ts";
import type { Template } from "./template.ts";

/** What the intrinsic functions of a stack look up: pseudo parameters, parameters' defaults, resources, conditions, mappings. */
export class StackLookups implements Lookups {
  readonly #template: Template;
  readonly #created: ReadonlyMap<string, CreatedResource>;
  readonly #pseudo: Readonly<Record<string, unknown>>;

  constructor(
    { stackName, template }: StackAssembly,
    target: DeployTarget,
    created: ReadonlyMap<string, CreatedResource>,
  ) {
    this.#template = template;
    this.#created = created;
    this.#pseudo = pseudoParameters(stackName, target);
  }

  ref(name: string): unknown {
    if (Object.hasOwn(this.#pseudo, name)) return this.#pseudo[name];
    const parameter = own(this.#template.Parameters, name);
    return parameter ? parameter.Default : this.#created.get(name)?.ref;
  }

  getAtt(logicalId: string, attribute: string): unknown {
    return own(this.#created.get(logicalId)?.attributes, attribute);
  }

  condition(name: string): boolean | undefined {
    const condition = own(this.#template.Conditions, name);
    return condition === undefined ? undefined : resolveCondition(condition, this);
  }

  mapping(map: string, first: string, second: string): unknown {
    const table = own(this.#template.Mappings, map) as Record<string, Record<string, unknown>> | undefined;
    return own(own(table, first), second);
  }
}

function pseudoParameters(stackName: string, { partition, region, accountId }: DeployTarget): Record<string, unknown> {
  const stackId = `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stackName}/local`;
  return {
    "AWS::AccountId": accountId,
    "AWS::NotificationARNs": [],
    "AWS::Partition": partition,
    "AWS::Region": region,
    "AWS::StackId": stackId,
    "AWS::StackName": stackName,
    "AWS::URLSuffix": partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
  };
}

const own = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
