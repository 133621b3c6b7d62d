import type { ReceivedMessage, SqsRecord } from "./sqs-record.ts";

/** The largest event of one invocation. @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const payloadBytesMax = 6 * 1024 * 1024;
const frameBytes = '{"Records":[]}'.length;

/** The records of one invocation, within its limits of messages and bytes. */
export class Batch {
  readonly records: SqsRecord[] = [];
  readonly #texts: string[] = [];
  readonly #size: number;
  readonly #recordOf: (message: ReceivedMessage) => SqsRecord;
  #bytes = frameBytes;
  #full = false;

  constructor(size: number, recordOf: (message: ReceivedMessage) => SqsRecord) {
    this.#size = size;
    this.#recordOf = recordOf;
  }

  get isFull(): boolean {
    return this.#full || this.room === 0;
  }

  /** How many more messages it may take. */
  get room(): number {
    return this.#size - this.records.length;
  }

  /** Takes a message; false when it is too large for what room is left. A message alone always has room. */
  add(message: ReceivedMessage): boolean {
    if (this.isFull) return false;
    const record = this.#recordOf(message);
    const text = JSON.stringify(record);
    const bytes = Buffer.byteLength(text) + 1;
    this.#full = this.records.length > 0 && this.#bytes + bytes > payloadBytesMax;
    if (this.#full) return false;
    this.#bytes += bytes;
    this.records.push(record);
    this.#texts.push(text);
    return true;
  }

  /** The event that the function gets, as JSON text. */
  get event(): string {
    return `{"Records":[${this.#texts.join(",")}]}`;
  }
}
