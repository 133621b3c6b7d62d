import { type Grant, grantsOf } from "#local/authorization/grant.ts";
import { policiesOf } from "#local/authorization/stack-policies.ts";
import type { Template } from "#local/template/template.ts";
import { readableParts } from "./readable-parts.ts";

/** A grant of a template, in words that stay the same from deployment to deployment. */
export interface NamedGrant extends Grant {
  /** The role, or the rule for which EventBridge acts: a logical id. Else the service. */
  readonly subject: string;
  /** `<subject> <action> on <resource>`, and for a key the service through which alone it may be used */
  readonly name: string;
}

/** Everything that the policies of a template grant. */
export function namedGrants(template: Template): readonly NamedGrant[] {
  return grantsOf(policiesOf({ parts: readableParts(template) })).map((grant) => {
    const subject = subjectOf(grant);
    const via = /"kms:ViaService":"(\w+)\./.exec(JSON.stringify(grant.condition ?? {}))?.[1];
    return { ...grant, subject, name: nameOf(subject, grant.action, grant.resource, via) };
  });
}

/** @param via the service through which alone a key may be used */
export const nameOf = (subject: string, action: string, resource: string, via?: string): string =>
  `${subject} ${action} on ${resource}${via === undefined ? "" : ` through ${via}`}`;

/** `${FunctionsingestRole}` and `${FunctionsingestRole.Arn}` → `FunctionsingestRole`. */
export const logicalIdIn = (text: string): string => /^\$\{(\w+)(?:\.Arn)?\}$/.exec(text)?.[1] ?? text;

function subjectOf({ who, condition }: Grant): string {
  return subjectFor(who, /"aws:SourceArn":"([^"]+)"/i.exec(JSON.stringify(condition ?? {}))?.[1]);
}

/** Who acts: for a resource of the stack that one, else the service with what it acts for. */
export function subjectFor(who: string, source: string | undefined): string {
  if (source === undefined) return logicalIdIn(who);
  const id = logicalIdIn(source);
  return id === source ? `${who} for ${source.replace(/^arn:.*\$\{AWS::AccountId\}:/, "")}` : id;
}
