import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { answerBatch } from "./batch.ts";
import { invalidParameter } from "./errors.ts";
import type { Queue } from "./queue.ts";
import type { Queues } from "./queues.ts";
import { visibilitySecondsMax } from "./visibility.ts";

/** DeleteMessage and ChangeMessageVisibility, alone and in batches. */
export function receiptOperations(queues: Queues): Readonly<Record<string, Operation>> {
  const alone =
    (act: (queue: Queue, input: Input) => object): Operation =>
    (given, call) => {
      const input = new Input(given, invalidParameter);
      return act(queues.of(input, call), input);
    };
  const inBatch = (act: (queue: Queue, input: Input) => object) =>
    alone((queue, input) => answerBatch(input, (entry) => act(queue, entry)));
  return {
    DeleteMessage: alone(deleteMessage),
    DeleteMessageBatch: inBatch(deleteMessage),
    ChangeMessageVisibility: alone(changeVisibility),
    ChangeMessageVisibilityBatch: inBatch(changeVisibility),
  };
}

function deleteMessage(queue: Queue, input: Input): object {
  queue.delete(input.text("ReceiptHandle"));
  return {};
}

function changeVisibility(queue: Queue, input: Input): object {
  const seconds = input.integer("VisibilityTimeout", { min: 0, max: visibilitySecondsMax });
  queue.changeVisibility(input.text("ReceiptHandle"), seconds);
  return {};
}
