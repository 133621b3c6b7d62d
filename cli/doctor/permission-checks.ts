import type { DeployedStack, Want } from "#domain/set-up.ts";
import type { Check, Place } from "./check.ts";
import { seen, troublesIn } from "./sight.ts";
import { functionsOf, queueNameOf, stackOf } from "./stack-parts.ts";

/** The key actions of each function: without one of them its step fails. */
const keyActions: Readonly<
  Record<string, readonly { readonly on: keyof Arns; readonly actions: readonly string[] }[]>
> = {
  ingest: [
    { on: "table", actions: ["dynamodb:BatchGetItem", "dynamodb:UpdateItem"] },
    { on: "stateMachine", actions: ["states:StartExecution"] },
    { on: "intake", actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage"] },
    { on: "deadLetters", actions: ["sqs:SendMessage"] },
  ],
  startorjoin: [
    { on: "table", actions: ["dynamodb:PutItem", "dynamodb:UpdateItem"] },
    { on: "graph", actions: ["detective:StartInvestigation", "detective:ListInvestigations"] },
  ],
  check: [
    { on: "graph", actions: ["detective:GetInvestigation", "detective:ListIndicators"] },
    { on: "table", actions: ["dynamodb:GetItem", "dynamodb:UpdateItem"] },
  ],
  enrich: [
    { on: "hub", actions: ["securityhub:GetFindings", "securityhub:BatchUpdateFindings"] },
    { on: "bus", actions: ["events:PutEvents"] },
    { on: "deadLetters", actions: ["sqs:SendMessage"] },
  ],
  sweep: [
    { on: "table", actions: ["dynamodb:BatchGetItem"] },
    { on: "intake", actions: ["sqs:SendMessage"] },
  ],
};

type Arns = Readonly<Record<"table" | "stateMachine" | "intake" | "deadLetters" | "graph" | "hub" | "bus", string>>;

/** What the functions may do, boundaries and organization policies included, as far as IAM's simulator tells. */
export const permissions: Check<"denied"> = {
  name: "permissions",
  needs: ["stack"],
  async run(place) {
    const wants = await wantsOf(place, await stackOf(place));
    const { failure } = troublesIn(place);
    const denied = await Promise.all(wants.map((want) => place.setUp.denied(want)));
    if (denied.includes(undefined)) return { skipped: "IAM's policy simulator is not there" };
    const troubles = wants.flatMap(({ roleArn, resource }, at) =>
      (denied[at] ?? []).map((action) =>
        failure("denied", `${roleArn.split("/").at(-1)} may not ${action} on ${resource}`, roleArn),
      ),
    );
    return seen(`${wants.length} roles and resources simulated`, troubles);
  },
  fix: {
    denied: {
      means: "The step fails; a boundary or an organization policy can take away what the stack grants",
      command: (shell) => shell.deploy("revert"),
    },
  },
};

async function wantsOf(place: Place, stack: DeployedStack): Promise<readonly Want[]> {
  const arns = await arnsOf(place, stack);
  const wants = [...functionsOf(stack)].map(async ([folder, name]) => {
    const roleArn = (await place.setUp.lambda(name))?.roleArn ?? "";
    // A function that is gone has no role to ask about; another check tells of it.
    return (roleArn === "" ? [] : (keyActions[folder] ?? [])).map(({ on, actions }) => ({
      roleArn,
      actions,
      resource: arns[on],
    }));
  });
  return (await Promise.all(wants)).flat();
}

async function arnsOf({ setUp, region }: Place, { outputs }: DeployedStack): Promise<Arns> {
  const { partition, accountId } = await setUp.caller();
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  return {
    table: arn("dynamodb", `table/${outputs["TableName"]}`),
    stateMachine: outputs["StateMachineArn"] ?? "",
    intake: arn("sqs", queueNameOf(outputs["IntakeQueueUrl"] ?? "")),
    deadLetters: arn("sqs", queueNameOf(outputs["DeadLetterQueueUrl"] ?? "")),
    // The simulator does not look whether the resource exists.
    graph: arn("detective", `graph:${"0".repeat(32)}`),
    hub: arn("securityhub", "hub/default"),
    bus: arn("events", `event-bus/${outputs["EventBusName"]}`),
  };
}
