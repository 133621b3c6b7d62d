import { textOf } from "../property.ts";
import type { Creation, Properties, ResourceType } from "../resource-type.ts";

interface Described {
  /** The property that names the resource. */
  readonly named?: string;
  readonly nameLengthMax?: number;
  /** The ARN of a resource of that name; `{name}` stands for it. */
  readonly arn?: string;
  /** What `Ref` answers; the name unless said. */
  readonly ref?: "arn" | "name";
}

/** A resource that nothing here acts on: it has a name, an ARN where AWS gives it one, and whatever properties it likes. */
export function withoutEffect({ named, nameLengthMax = 64, arn, ref = "name" }: Described = {}): ResourceType {
  return {
    properties: "any",
    create(properties: Properties, { name: made, target }: Creation) {
      const name = (named === undefined ? undefined : textOf(properties, named)) ?? made(nameLengthMax);
      const { partition, region, accountId } = target;
      const filled = (arn ?? "")
        .replace("{partition}", partition)
        .replace("{region}", region)
        .replace("{account}", accountId)
        .replace("{name}", name);
      const attributes = {
        ...(arn === undefined ? {} : { Arn: filled }),
        Id: name,
        KeyId: name,
        Name: name,
        RoleId: name,
      };
      return { ref: ref === "arn" ? filled : name, attributes };
    },
  };
}
