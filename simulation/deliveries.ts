import { AsyncInvocations } from "#local/cloud/async-invocations.ts";
import { eventTargets } from "#local/cloud/event-targets.ts";
import type { CallContext } from "#local/service.ts";
import type { Sns } from "#local/services/sns/sns.ts";
import type { Sqs } from "#local/services/sqs/sqs.ts";
import type { ServicesDeps, SimulatedServices } from "./services.ts";

/** How EventBridge reaches what the stack has, unless a fault stands in its way; tells of what does not arrive. */
export function deliveries(
  { world, hooks, lambdas, tell }: ServicesDeps,
  { sqs, sns }: { readonly sqs: Sqs; readonly sns: Sns },
  services: () => SimulatedServices,
) {
  const call: CallContext = { region: world.region, accountId: world.accountId };
  const targets = eventTargets({
    call,
    sqs,
    sns,
    lambda: lambdas,
    async: new AsyncInvocations(world.clock, lambdas),
    states: () => services().SFN,
    events: () => services().EventBridge,
    observers: {
      tell: (lost) => {
        if (lost.kind !== "event-lost") return;
        const { json, ruleArn, errorCode } = lost;
        tell({ kind: "event-lost", json, errorCode, ...(ruleArn !== undefined && { ruleArn }) });
      },
    },
  });
  return {
    ...targets,
    deliverTo: async (targetArn: string, body: string, attributes: Readonly<Record<string, string>>) => {
      await targets.deliverTo(targetArn, body, attributes);
      const { RULE_ARN: ruleArn } = attributes;
      if (ruleArn !== undefined) tell({ kind: "event-undeliverable", ruleArn });
    },
    mayDeliver: (targetArn: string, ruleArn: string) => {
      const refusal = hooks.delivery?.(targetArn, ruleArn);
      if (refusal) throw refusal;
      return targets.mayDeliver?.(targetArn, ruleArn) ?? true;
    },
  };
}
