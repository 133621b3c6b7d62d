import { Template } from "aws-cdk-lib/assertions";
import { gumshoeApp } from "#infra/gumshoe-app.ts";

export type Properties = Readonly<Record<string, unknown>>;

/** The template of the stack with these settings; nothing is bundled. */
export function aTemplate(settings: Properties = {}): Template {
  return Template.fromStack(anApp(settings).stack);
}

export function anApp(settings: Properties = {}): ReturnType<typeof gumshoeApp> {
  return gumshoeApp({ "aws:cdk:bundling-stacks": [], gumshoe: settings });
}

/** Properties of every resource of a type by logical id, without the hash that CDK puts behind it. */
export function resourcesOf(template: Template, type: string): Readonly<Record<string, Properties>> {
  const found = Object.entries(template.findResources(type));
  return Object.fromEntries(found.map(([id, { Properties: properties }]) => [withoutHash(id), properties ?? {}]));
}

/** A value of the template as people write it: references as `${Id}`, attributes as `${Id.Name}`, joins put together. */
export function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  const { Ref: ref, "Fn::GetAtt": attribute, "Fn::Join": join } = value as Properties;
  if (typeof ref === "string") return `\${${withoutHash(ref)}}`;
  if (Array.isArray(attribute)) return `\${${withoutHash(String(attribute[0]))}.${attribute[1]}}`;
  if (Array.isArray(join)) return (readable(join[1]) as unknown[]).join(String(join[0]));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}

function withoutHash(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, "");
}
