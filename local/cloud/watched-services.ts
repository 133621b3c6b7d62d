import type { Operation } from "../service.ts";
import type { Events } from "../services/events.ts";
import type { Sqs } from "../services/sqs/sqs.ts";
import type { Observers } from "./observation.ts";

/** The queues, telling of every message that is sent, by whomever. */
export function watchedQueues(sqs: Sqs, observers: Observers): Sqs {
  const tell = (input: { QueueUrl?: unknown }, answer: object): void => {
    const queue = String(input.QueueUrl).split("/").at(-1) ?? "";
    const sent = "Successful" in answer ? (answer.Successful as object[]) : [answer];
    for (const message of sent)
      if ("MessageId" in message) observers.tell({ kind: "message-sent", queue, messageId: String(message.MessageId) });
  };
  return { ...sqs, operations: withWatch(sqs.operations, ["SendMessage", "SendMessageBatch"], tell) };
}

/** The buses, telling of every event: those of AWS services with the rules that match, those of others as they are put. */
export function watchedEvents(events: Events, observers: Observers): Events {
  const tell = (input: { Entries?: Record<string, unknown>[] }): void => {
    for (const { EventBusName = "default", Source, DetailType, Detail } of input.Entries ?? [])
      observers.tell({
        kind: "event-put",
        bus: String(EventBusName),
        source: String(Source),
        detailType: String(DetailType),
        detail: String(Detail),
      });
  };
  return {
    ...events,
    operations: withWatch(events.operations, ["PutEvents"], tell),
    deliver: (event, options) => {
      const rules = events.deliver(event, options);
      const { id, source, "detail-type": detailType } = event as Record<string, unknown>;
      const names = rules.map(({ name }) => name);
      observers.tell({
        kind: "event",
        id: String(id),
        source: String(source),
        detailType: String(detailType),
        rules: names,
      });
      return rules;
    },
  };
}

function withWatch<T>(
  operations: Readonly<Record<string, Operation>>,
  names: readonly string[],
  tell: (input: T, answer: object) => void,
): Readonly<Record<string, Operation>> {
  const watched = Object.entries(operations).map(([name, operation]): [string, Operation] => {
    if (!names.includes(name)) return [name, operation];
    return [
      name,
      (input, call) => {
        const answer = operation(input, call);
        tell(input as T, answer as object);
        return answer;
      },
    ];
  });
  return Object.fromEntries(watched);
}
