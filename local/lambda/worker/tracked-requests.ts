import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import type { InFlight } from "./in-flight.ts";

const requestIdHeader = "x-local-request";

/** Counts every HTTP request of the thread as in flight until its answer is read; requests to the local AWS carry their id. */
export function trackRequests(inFlight: InFlight, endpointHost: string): void {
  for (const module of [http, https]) {
    const original = module.request as (...args: unknown[]) => http.ClientRequest;
    const request = (...args: unknown[]): http.ClientRequest => {
      const sent = original(...args);
      const { id, end } = inFlight.beginRequest();
      sent.once("close", end);
      if (!sent.headersSent && sent.getHeader("host") === endpointHost) sent.setHeader(requestIdHeader, id);
      return sent;
    };
    const get = (...args: unknown[]): http.ClientRequest => {
      const sent = request(...args);
      sent.end();
      return sent;
    };
    Object.assign(module, { request, get });
  }
  syncBuiltinESMExports();
  globalThis.fetch = trackedFetch(inFlight, globalThis.fetch, endpointHost);
}

/** A fetch whose answer is read to its end before it is handed out: only then is nothing in flight any more. */
function trackedFetch(inFlight: InFlight, original: typeof fetch, endpointHost: string): typeof fetch {
  return async (input, init) => {
    const { id, end } = inFlight.beginRequest();
    try {
      const request = new Request(input, init);
      if (new URL(request.url).host === endpointHost) request.headers.set(requestIdHeader, id);
      const response = await original(request);
      const body = response.body === null ? null : await response.arrayBuffer();
      const read = new Response(body, response);
      return Object.defineProperty(read, "url", { value: response.url });
    } finally {
      end();
    }
  };
}
