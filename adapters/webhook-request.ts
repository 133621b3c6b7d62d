import type { IncomingMessage } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import { isAddress, isPublicAddress } from "#domain/public-address.ts";
import type { WebhookAnswer } from "#domain/webhook/webhook-answer.ts";
import type { PostWebhook } from "#domain/webhook/webhook-ports.ts";
import { privateAddress, publicLookup } from "./public-lookup.ts";

export interface WebhookRequestOptions {
  readonly lookup?: ReturnType<typeof publicLookup>;
  readonly request?: typeof httpsRequest;
  readonly agent?: Agent;
  /** From the first look at the name to the status. */
  readonly timeoutMs?: number;
}

const answerBytesMax = 4 * 1_024;
const codePattern = /^[A-Z][A-Z0-9_]{1,50}$/;

/**
 * Sends webhooks to one URL and nowhere else: redirects are an answer like any other, and the name has to lead to public addresses
 * alone at each connection. Of what is answered only status and `Retry-After` are looked at.
 */
export function webhookRequest(
  url: string,
  {
    lookup = publicLookup(),
    request = httpsRequest,
    // A connection for each: one that was kept may have been closed while the function was frozen.
    agent = new Agent({ keepAlive: false }),
    timeoutMs = 10_000,
  }: WebhookRequestOptions = {},
): PostWebhook {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, "");
  return (body, headers) => {
    // Node asks nobody about a host that is an address.
    if (isAddress(host) && !isPublicAddress(host)) return Promise.resolve(unreachable({ code: privateAddress }));
    return new Promise((resolve) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const length = { "content-length": String(Buffer.byteLength(body)), "user-agent": "gumshoe" };
      const sent = request(url, { method: "POST", headers: { ...headers, ...length }, agent, lookup, signal });
      sent.once("response", (response) => {
        resolve(answerOf(response));
        discard(response);
      });
      sent.on("error", (error) => resolve(unreachable(signal.aborted ? { code: "time-out" } : error)));
      // Whatever else ends it: a connection that the receiver wants to use otherwise (101), for one.
      sent.once("close", () => resolve(unreachable({})));
      sent.end(body);
    });
  };
}

function answerOf({ statusCode = 0, headers }: IncomingMessage): WebhookAnswer {
  const retryAfter = headers["retry-after"];
  return { kind: "answered", status: statusCode, ...(retryAfter !== undefined && { retryAfter }) };
}

/** Reads a little of the answer, so that the connection ends in peace, and no more than that. */
function discard(response: IncomingMessage): void {
  let bytes = 0;
  response.on("error", () => {});
  response.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > answerBytesMax) response.destroy();
  });
}

/** Error codes of Node are its own; anything else is nobody's to repeat. */
function unreachable(error: object): WebhookAnswer {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const isKnown = code === privateAddress || code === "time-out" || codePattern.test(code);
  return { kind: "unreachable", code: isKnown ? code : "network-error" };
}
