import type { IncomingMessage } from "node:http";
import { type RawRequest, ServiceError } from "../service.ts";

/** The largest request body the front reads: DynamoDB's and Step Functions' limits are the largest of those it serves. */
const bodyBytesMax = 16 * 1024 * 1024;

/** Reads a request to its end. @throws {ServiceError} `RequestEntityTooLargeException` above 16 MiB */
export async function readRequest(message: IncomingMessage): Promise<RawRequest> {
  return { ...headOf(message), body: await bodyOf(message) };
}

/** By events: an async iterator would cost more than all else in serving a small request. */
function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    message.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bodyBytesMax) reject(tooLarge());
      else chunks.push(chunk);
    });
    message.once("end", () => resolve(chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks)));
    message.once("error", reject);
    message.once("close", () => reject(new Error("Cannot read the request: it was broken off")));
  });
}

const tooLarge = (): ServiceError =>
  new ServiceError(
    "RequestEntityTooLargeException",
    413,
    `Cannot read the request: it has more than ${bodyBytesMax} bytes`,
  );

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
