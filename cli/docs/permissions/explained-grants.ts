import type { Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { readable } from "#infra/checks/readable.ts";
import { grantsExplainedIn } from "#infra/grants.ts";
import { gumshoeApp } from "#infra/gumshoe-app.ts";
import { type NamedGrant, namedGrants, nameOf, subjectFor } from "./named-grants.ts";

export interface ExplainedGrant extends NamedGrant {
  /** The settings that it comes with; none for what is always granted. */
  readonly settings: readonly string[];
  /** What it is for; as many as the code gives. */
  readonly whys: readonly string[];
}

/** What makes the stack grant more. */
const variants: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { attachedRoles: true },
  { memberRoleName: "GumshoeRead" },
  { attachedRoles: true, memberRoleName: "GumshoeRead" },
  { directGuardDuty: true },
  { findingsV2: true },
  { webhookUrl: "https://hooks.example.com/gumshoe" },
  { notifyEmail: "soc@example.com" },
  { slackWorkspaceId: "T0123ABCD", slackChannelId: "C0123ABCD" },
  { guardDutyPublishing: "FIFTEEN_MINUTES" },
];

/** The stack with these settings; nothing is bundled. */
export function stackWith(gumshoe: Readonly<Record<string, unknown>>): Stack {
  return gumshoeApp({ "aws:cdk:bundling-stacks": [], gumshoe }).stack;
}

/** Everything that the stack can grant, with any settings, and why. */
export function explainedGrants(): readonly ExplainedGrant[] {
  const all = new Map<string, ExplainedGrant>();
  for (const settings of variants) {
    for (const grant of grantsIn(stackWith(settings))) {
      if (!all.has(grant.name)) all.set(grant.name, { ...grant, settings: Object.keys(settings) });
    }
  }
  return [...all.values()];
}

function grantsIn(stack: Stack): readonly Omit<ExplainedGrant, "settings">[] {
  const whys = new Map<string, Set<string>>();
  for (const [name, why] of explanationsIn(stack)) whys.set(name, (whys.get(name) ?? new Set()).add(why));
  const grants = namedGrants(Template.fromStack(stack).toJSON());
  return grants.map((grant) => ({ ...grant, whys: [...(whys.get(grant.name) ?? [])] }));
}

/** Name of a grant and why it is there, for every grant that the code explains. */
export function explanationsIn(stack: Stack): readonly (readonly [name: string, why: string])[] {
  return grantsExplainedIn(stack).flatMap(({ who, source, actions, resources, via, why }) => {
    const text = (token: string) => String(readable(stack.resolve(token)));
    const subject = subjectFor(text(who), source === undefined ? undefined : text(source));
    const on = resources.map(text);
    return on.flatMap((resource) => actions.map((action) => [nameOf(subject, action, resource, via), why] as const));
  });
}
