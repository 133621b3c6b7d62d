import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { onTestFinished } from "vitest";

export interface Delivery {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a receiver answers: a status, a promise of one, or nothing at all. */
type Answer = (request: IncomingMessage) => number | Promise<number>;

/**
 * A receiver on this machine that verifies with the library of Standard Webhooks. Its clock is that of each request, whose time is virtual;
 * `answer` may be changed at any time. @param keys those that it knows; none: it believes everybody
 */
export async function webhookReceiver(keys?: () => readonly string[]) {
  const taken: Delivery[] = [];
  const tries: string[] = [];
  const receiver = { taken, tries, answer: (() => 204) as Answer, host: "" };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    tries.push(String(request.headers["webhook-id"]));
    const verified = keys ? verifiedBy(keys(), body, request.headers) : JSON.parse(String(body));
    const status = verified ? await receiver.answer(request) : 401;
    if (verified && status < 300) taken.push({ ...verified, id: String(request.headers["webhook-id"]) });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  receiver.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return receiver;
}

function verifiedBy(keys: readonly string[], body: Buffer, headers: IncomingMessage["headers"]): Delivery | undefined {
  const now = Date.now;
  Date.now = () => Number(headers["webhook-timestamp"]) * 1_000;
  try {
    for (const key of keys) {
      try {
        return new Webhook(key).verify(body, headers as Record<string, string>) as Delivery;
      } catch {
        // Not this key.
      }
    }
    return undefined;
  } finally {
    Date.now = now;
  }
}
