import type { QueueReader } from "#local/event-source-mapping/sqs-record.ts";

const messagesPerDelete = 10;

/**
 * Counts what pollers ask of their queue: receives that bring something, and deletes of ten at a time. Polls that come back empty go
 * on day and night, whatever is found: they are in nobody's count.
 */
export class QueueRequests {
  count = 0;

  readonly watched = (reader: QueueReader): QueueReader => ({
    ...reader,
    receive: (max) => {
      const messages = reader.receive(max);
      if (messages.length > 0) this.count++;
      return messages;
    },
    delete: (handles) => {
      this.count += Math.ceil(handles.length / messagesPerDelete);
      reader.delete(handles);
    },
  });
}
