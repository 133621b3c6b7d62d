import { hexDigest } from "../request/digest.ts";
import { invalidReceiptHandle } from "./errors.ts";

/** What a receipt handle says: the message, and which of its receives in this queue it stands for. */
export interface Receipt {
  readonly messageId: string;
  readonly receive: number;
}

export function receiptHandle(queueArn: string, { messageId, receive }: Receipt): string {
  const text = `${messageId} ${receive}`;
  return Buffer.from(`${text} ${seal(queueArn, text)}`).toString("base64url");
}

/** @throws {ServiceError} ReceiptHandleIsInvalid when the handle was not made by this queue */
export function readReceiptHandle(queueArn: string, handle: string): Receipt {
  const [messageId = "", receive = "", mark] = Buffer.from(handle, "base64url").toString().split(" ");
  if (mark !== seal(queueArn, `${messageId} ${receive}`)) throw invalidReceiptHandle(handle);
  return { messageId, receive: Number(receive) };
}

function seal(queueArn: string, text: string): string {
  return hexDigest(16, queueArn, text);
}
