import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Service, World } from "../service.ts";
import { ServiceError } from "../service.ts";
import type { Answer } from "./dialect.ts";
import { jsonError } from "./json-error.ts";
import type { CallObserver } from "./observed-call.ts";
import { readRequest } from "./read-request.ts";
import { RequestHold, requestIdHeader, type WaitingRequests } from "./request-hold.ts";
import { serve } from "./serve.ts";
import { ServiceTable } from "./service-table.ts";

export interface FrontOptions {
  readonly world: World;
  /** The services, or what makes them once the address is known. */
  readonly services: readonly Service[] | ((url: string) => readonly Service[]);
  /** The account of an access key, where it is not the world's: temporary credentials of another account. */
  readonly accountOf?: (accessKeyId: string) => string | undefined;
  /** Port to listen on; 0, the default, takes any free one. */
  readonly port?: number;
  readonly onCall?: CallObserver;
  readonly waiting?: WaitingRequests;
  /** The function that sent a request, by the id it gave it. */
  readonly callerOf?: (requestId: string) => string | undefined;
}

/** The HTTP endpoint of the local AWS: one address for every service and Region. */
export interface Front {
  /** For `AWS_ENDPOINT_URL`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves the services on 127.0.0.1 in their own wire protocols. Rejects when the port is taken. */
export async function startFront(options: FrontOptions): Promise<Front> {
  const server = createServer();
  // A client whose time is virtual may rest for hours of machine time or none: only the client closes a connection.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const table = new ServiceTable(typeof options.services === "function" ? options.services(url) : options.services);
  server.on("request", (message, response) => void answer(options, table, message, response));
  return { url, port, close: () => close(server) };
}

async function answer(
  options: FrontOptions,
  table: ServiceTable,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID();
  const clientId = singleHeader(message, requestIdHeader);
  const caller = clientId === undefined ? undefined : options.callerOf?.(clientId);
  const hold = new RequestHold(options.world.clock, options.waiting, clientId);
  response.once("close", () => hold.release());
  try {
    const request = await readRequest(message);
    const { answer, observed } = await serve({ ...options, table, request, requestId, hold });
    if (observed) options.onCall?.({ ...observed, ...(caller !== undefined && { caller }) });
    write(response, answer, requestId, options.world.clock.now());
  } catch (error) {
    if (message.destroyed && !response.writable) return;
    const known = error instanceof ServiceError ? error : new ServiceError("InternalFailure", 500, String(error));
    write(response, jsonError(known, "application/json", "iso"), requestId, options.world.clock.now());
  }
}

function write(response: ServerResponse, answer: Answer, requestId: string, nowMs: number): void {
  response.sendDate = false;
  const length = typeof answer.body === "string" ? Buffer.byteLength(answer.body) : answer.body.byteLength;
  response.writeHead(answer.status, {
    "x-amzn-requestid": requestId,
    "content-length": length,
    date: httpDate(nowMs),
    ...answer.headers,
  });
  response.end(answer.body);
}

let dateOf: { second: number; text: string } | undefined;

function httpDate(nowMs: number): string {
  const second = Math.floor(nowMs / 1000);
  if (dateOf?.second !== second) dateOf = { second, text: new Date(nowMs).toUTCString() };
  return dateOf.text;
}

function singleHeader(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name];
  return typeof value === "string" ? value : undefined;
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", (cause) =>
      reject(new Error(`Cannot serve on port ${port}: ${cause.message}, a free port is wanted`, { cause })),
    );
    server.listen(port, "127.0.0.1", resolve);
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
