import { Template } from "aws-cdk-lib/assertions";
import { withoutHash } from "#infra/checks/readable.ts";
import { gumshoeApp } from "#infra/gumshoe-app.ts";

export { readable } from "#infra/checks/readable.ts";

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
