import { readable } from "#infra/checks/readable.ts";
import type { StackPart } from "#local/template/deploy.ts";
import type { Properties } from "#local/template/resource-type.ts";
import type { Template } from "#local/template/template.ts";

/** The resources of a template in the form in which a deployed stack tells them, with readable properties instead of resolved ones. */
export function readableParts({ Resources = {} }: Template): Readonly<Record<string, StackPart>> {
  const parts = Object.entries(Resources).map(([id, { Type, Properties = {} }]): [string, StackPart] => {
    const [ref, arn] = [readable({ Ref: id }), readable({ "Fn::GetAtt": [id, "Arn"] })].map(String);
    return [id, { type: Type, ref: ref ?? "", arn: arn ?? "", properties: readable(Properties) as Properties }];
  });
  return Object.fromEntries(parts);
}
