import { type CallContext, ServiceError } from "#local/service.ts";
import type { LostEvent, TargetPorts } from "#local/services/events/delivery.ts";
import { createEvents } from "#local/services/events.ts";
import { VirtualClock } from "#local/virtual-clock.ts";

export const call: CallContext = { region: "eu-central-1", accountId: "111122223333" };
export const startMs = Date.UTC(2026, 0, 15, 12);
export const queueArn = "arn:aws:sqs:eu-central-1:111122223333:queue";
export const deadArn = "arn:aws:sqs:eu-central-1:111122223333:dead";

export interface Delivered {
  readonly arn: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly atMs: number;
}

/** An EventBridge on a virtual clock whose deliveries are written down; a target in `failing` throws that error. */
export function anEventBridge(ports: Partial<TargetPorts> = {}) {
  const clock = new VirtualClock(startMs);
  const delivered: Delivered[] = [];
  const lost: LostEvent[] = [];
  const tries: number[] = [];
  const failing = new Map<string, Error>();
  const events = createEvents(
    { clock, partition: "aws", ...call },
    {
      deliverTo: async (arn, body, attributes) => {
        const error = failing.get(arn);
        if (error) tries.push(clock.now());
        if (error) throw error;
        delivered.push({ arn, body, attributes, atMs: clock.now() });
      },
      onLost: (event) => lost.push(event),
      ...ports,
    },
  );
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers member by member
  const run = (operation: string, input: object): any => events.operations[operation]?.(input, call);
  const rule = (name: string, pattern: object, target: object = {}, bus?: string) => {
    run("PutRule", { Name: name, EventBusName: bus, EventPattern: JSON.stringify(pattern) });
    run("PutTargets", { Rule: name, EventBusName: bus, Targets: [{ Id: "t", Arn: queueArn, ...target }] });
  };
  return { clock, events, run, rule, delivered, lost, tries, failing };
}

export const throttled = new ServiceError("ThrottlingException", 429, "Rate exceeded");
export const gone = new ServiceError("QueueDoesNotExist", 400, "The specified queue does not exist.");
