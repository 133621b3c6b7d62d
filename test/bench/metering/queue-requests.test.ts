import { expect, it } from "vitest";
import { QueueRequests } from "#bench/metering/queue-requests.ts";
import type { QueueReader, ReceivedMessage } from "#local/event-source-mapping/sqs-record.ts";

const aMessage: ReceivedMessage = { MessageId: "1", ReceiptHandle: "r", Body: "{}", MD5OfBody: "" };

function reader(received: readonly ReceivedMessage[][]): QueueReader {
  const left = [...received];
  return {
    onArrival: () => undefined,
    receive: () => left.shift() ?? [],
    delete: () => undefined,
    show: () => undefined,
    visibilitySeconds: () => 30,
  };
}

it("QueueRequests counts receives that bring something, and a delete for each ten messages", () => {
  const requests = new QueueRequests();
  const watched = requests.watched(reader([[aMessage], [], [aMessage, aMessage]]));
  expect([watched.receive(10), watched.receive(10), watched.receive(10)].map(({ length }) => length)).toEqual([
    1, 0, 2,
  ]);
  expect(requests.count).toBe(2);
  watched.delete(Array.from({ length: 11 }, (_, index) => `r${index}`));
  watched.delete([]);
  expect(requests.count).toBe(4);
});
