import type { Invocables } from "../lambda/runtime.ts";
import { type CallContext, ServiceError } from "../service.ts";
import type { TargetPorts } from "../services/events/delivery.ts";
import type { Events } from "../services/events.ts";
import type { Sns } from "../services/sns/sns.ts";
import { topicTarget } from "../services/sns/topic-target.ts";
import { queueTarget } from "../services/sqs/queue-target.ts";
import type { Sqs } from "../services/sqs/sqs.ts";
import type { States } from "../services/states.ts";
import type { AsyncInvocations } from "./async-invocations.ts";
import type { Observers } from "./observation.ts";

export interface EventTargetDeps {
  readonly call: CallContext;
  readonly sqs: Sqs;
  readonly sns: Sns;
  readonly lambda: Pick<Invocables, "find">;
  readonly async: Pick<AsyncInvocations, "invoke">;
  readonly states: () => States;
  readonly events: () => Events;
  readonly observers: Pick<Observers, "tell">;
}

/** How EventBridge reaches queues, topics, functions, state machines, other buses and (without effect) log groups. */
export function eventTargets(deps: EventTargetDeps): TargetPorts {
  const toQueue = queueTarget(deps.sqs);
  const toTopic = topicTarget(deps.sns);
  return {
    deliverTo: async (targetArn, body, attributes) => {
      const service = targetArn.split(":")[2] ?? "";
      if (service === "sqs") await toQueue(targetArn, body, attributes);
      else if (service === "sns") await toTopic(targetArn, body);
      else await deliver(deps, service, targetArn, body);
    },
    mayDeliver: (targetArn, ruleArn) => {
      deps.observers.tell({ kind: "delivery", ruleArn, targetArn });
      const guarded = { sqs: deps.sqs, sns: deps.sns };
      const service = targetArn.split(":")[2] ?? "";
      if (service !== "sqs" && service !== "sns") return true;
      return guarded[service].allows(targetArn, "events.amazonaws.com", ruleArn);
    },
    onLost: (lost) => deps.observers.tell({ kind: "event-lost", ...lost }),
  };
}

async function deliver(deps: EventTargetDeps, service: string, targetArn: string, body: string): Promise<void> {
  if (service === "lambda") invoke(deps, targetArn, body);
  else if (service === "states")
    await deps.states().operations["StartExecution"]?.({ stateMachineArn: targetArn, input: body }, deps.call);
  else if (service === "events") deps.events().deliver(JSON.parse(body) as object, { bus: targetArn });
  else if (service !== "logs")
    throw new ServiceError(
      "InvalidTargetException",
      400,
      `Cannot deliver to "${targetArn}": the local AWS has no such target`,
    );
}

function invoke({ lambda, async }: EventTargetDeps, targetArn: string, body: string): void {
  const found = lambda.find(targetArn);
  if (!found) throw new ServiceError("ResourceNotFoundException", 404, `Function not found: ${targetArn}`);
  async.invoke(found, body);
}
