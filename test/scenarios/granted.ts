import { readFileSync } from "node:fs";
import { Template } from "aws-cdk-lib/assertions";
import type { Cloud, Observation } from "#local/cloud.ts";
import { statementsOf } from "../infra/statements.ts";

/** Actions, as IAM writes them, by the logical id of the role that has or uses them (without its hash). */
export type Actions = Readonly<Record<string, readonly string[]>>;

/** What the policies of a synthesized template allow. */
export function grantedIn(assembly: string): Actions {
  const template = Template.fromJSON(JSON.parse(readFileSync(`${assembly}/Gumshoe.template.json`, "utf8")));
  const allowed = statementsOf(template).filter(({ effect }) => effect === "Allow");
  return byRole(allowed.flatMap(({ role, actions }) => actions.map((action) => [role, action] as const)));
}

/** What every function, and the state machine, asked of AWS. A call that failed is a call too. */
export function usedIn(cloud: Cloud & { readonly seen: readonly Observation[] }): Actions {
  const roles = new Map(
    Object.entries(cloud.resources).map(([id, name]) => [name, id.replace(/Function[0-9A-F]{8}$/, "Role")] as const),
  );
  const calls = cloud.seen.flatMap((seen) => {
    if (seen.kind !== "call") return [];
    // Whoever is no function here is the state machine: nobody else calls over the wire.
    const role = seen.caller === undefined ? "WorkflowInvestigateRole" : (roles.get(seen.caller) ?? seen.caller);
    const action = actionOf(seen);
    return [action, ...impliedBy(action)].map((one) => [role, one] as const);
  });
  return byRole(calls);
}

/** What the second has and the first lacks. */
export function missing(from: Actions, wanted: Actions): readonly string[] {
  return Object.entries(wanted).flatMap(([role, actions]) =>
    actions.filter((action) => !from[role]?.includes(action)).map((action) => `${role}: ${action}`),
  );
}

// Where the SDK's client and IAM have different names.
const prefixes: Readonly<Record<string, string>> = { EventBridge: "events", SFN: "states" };
const actions: Readonly<Record<string, string>> = {
  Invoke: "InvokeFunction",
  SendMessageBatch: "SendMessage",
  DeleteMessageBatch: "DeleteMessage",
};

function actionOf({ service, operation }: { readonly service: string; readonly operation: string }): string {
  return `${prefixes[service] ?? service.toLowerCase()}:${actions[operation] ?? operation}`;
}

/** What a service asks of KMS in the caller's name when a queue or a table is encrypted with a key of the account. */
function impliedBy(action: string): readonly string[] {
  if (action === "sqs:SendMessage") return ["kms:Decrypt", "kms:GenerateDataKey"];
  return action === "sqs:ReceiveMessage" || action.startsWith("dynamodb:") ? ["kms:Decrypt"] : [];
}

function byRole(pairs: readonly (readonly [role: string, action: string])[]): Actions {
  const found = new Map<string, Set<string>>();
  for (const [role, action] of pairs) found.set(role, (found.get(role) ?? new Set()).add(action));
  return Object.fromEntries([...found].sort().map(([role, names]) => [role, [...names].sort()]));
}
