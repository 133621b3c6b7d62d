import type { IncomingMessage } from "node:http";
import { type RawRequest, ServiceError } from "../service.ts";

/** The largest request body the front reads: DynamoDB's and Step Functions' limits are the largest of those it serves. */
const bodyBytesMax = 16 * 1024 * 1024;

/** Reads a request to its end. @throws {ServiceError} `RequestEntityTooLargeException` above 16 MiB */
export async function readRequest(message: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax)
      throw new ServiceError(
        "RequestEntityTooLargeException",
        413,
        `Cannot read the request: it has more than ${bodyBytesMax} bytes`,
      );
    chunks.push(chunk);
  }
  return { ...headOf(message), body: chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks) };
}

function headOf(message: IncomingMessage): Omit<RawRequest, "body"> {
  const target = message.url ?? "/";
  const question = target.indexOf("?");
  return {
    method: message.method ?? "GET",
    path: question < 0 ? target : target.slice(0, question),
    query: new URLSearchParams(question < 0 ? "" : target.slice(question)),
    headers: message.headers as Record<string, string | undefined>,
  };
}
