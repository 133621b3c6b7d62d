import type { LookupAddress } from "node:dns";
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { publicLookup } from "#adapters/public-lookup.ts";
import { type WebhookRequestOptions, webhookRequest } from "#adapters/webhook-request.ts";

interface Received {
  readonly path: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

const body = JSON.stringify({ type: "finding.enriched", data: { title: "Zoë 💥" } });
const loopback: LookupAddress[] = [{ address: "127.0.0.1", family: 4 }];

describe("webhookRequest()", () => {
  let answer: (response: ServerResponse) => void;
  let received: Received[];
  let connections: number;
  let server: Server;
  beforeEach(async () => {
    answer = (response) => response.writeHead(204).end();
    [received, connections] = [[], 0];
    server = createServer(async (incoming, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      received.push({ path: incoming.url, headers: incoming.headers, body: Buffer.concat(chunks).toString() });
      answer(response);
    });
    server.on("connection", () => connections++);
    server.on("upgrade", (_request, socket) => socket.end("HTTP/1.1 101 Switching\r\nconnection: upgrade\r\n\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  /** As the function does it, save that it is HTTP and that a name may lead to this machine. */
  const post = (options: WebhookRequestOptions = {}, host = "hooks.example.com", headers = {}) => {
    const plain = { request: request as NonNullable<WebhookRequestOptions["request"]>, agent: new Agent() as never };
    const lookup: WebhookRequestOptions["lookup"] = (_host, { all }, done) =>
      all ? done(null, loopback) : done(null, "127.0.0.1", 4);
    const url = `http://${host}:${(server.address() as AddressInfo).port}/gumshoe?tenant=1`;
    return webhookRequest(url, { lookup, ...plain, ...options })(body, { "webhook-id": "msg_1", ...headers });
  };

  it("posts the body as it is, with its headers, to path and query of the URL", async () => {
    expect(await post()).toEqual({ kind: "answered", status: 204 });
    expect(received).toMatchObject([{ path: "/gumshoe?tenant=1", body, headers: { "webhook-id": "msg_1" } }]);
    expect(received[0]?.headers["content-length"]).toBe(String(Buffer.byteLength(body)));
    expect(received[0]?.headers.host).toMatch(/^hooks\.example\.com:/);
  });

  it("never follows a redirect", async () => {
    answer = (response) => response.writeHead(307, { location: "/elsewhere" }).end();
    expect(await post()).toEqual({ kind: "answered", status: 307 });
    expect(received).toHaveLength(1);
  });

  it("tells when to come again", async () => {
    answer = (response) => response.writeHead(503, { "retry-after": "120" }).end("later");
    expect(await post()).toEqual({ kind: "answered", status: 503, retryAfter: "120" });
  });

  it("reads no more than a little of an answer that does not end", async () => {
    const written = new Promise<void>((resolve) => {
      answer = (response) => {
        response.writeHead(200);
        const more = () => response.write("x".repeat(1_024)) && setImmediate(more);
        response.on("drain", more).on("close", () => resolve());
        more();
      };
    });
    expect(await post()).toEqual({ kind: "answered", status: 200 });
    await written;
  });

  it.each(["127.0.0.1", "10.0.0.1", "169.254.169.254"])("does not connect to the address %s", async (host) => {
    expect(await post({}, host)).toEqual({ kind: "unreachable", code: "private-address" });
    expect(connections).toBe(0);
  });

  it("does not connect to a name that leads to a private address, even if it led to a public one before", async () => {
    const answers = [["8.8.8.8"], ["127.0.0.1"]];
    const lookup = publicLookup((_host, _options, done) =>
      done(
        null,
        (answers.shift() ?? []).map((address) => ({ address, family: 4 })),
      ),
    );
    lookup("hooks.example.com", { all: true }, (error) => expect(error).toBeNull());
    expect(await post({ lookup })).toEqual({ kind: "unreachable", code: "private-address" });
    expect(connections).toBe(0);
  });

  it("resolves the name for each request anew", async () => {
    let lookups = 0;
    const lookup: WebhookRequestOptions["lookup"] = (_host, { all }, done) => {
      lookups++;
      if (all) done(null, loopback);
      else done(null, "127.0.0.1", 4);
    };
    await post({ lookup });
    await post({ lookup });
    expect([lookups, connections]).toEqual([2, 2]);
  });

  it("speaks TLS alone, to the addresses that were judged", async () => {
    const { port } = server.address() as AddressInfo;
    const there: WebhookRequestOptions["lookup"] = (_host, { all }, done) =>
      all ? done(null, loopback) : done(null, "127.0.0.1", 4);
    const send = webhookRequest(`https://hooks.example.com:${port}/`, { lookup: there });
    expect(await send(body, {})).toMatchObject({
      kind: "unreachable",
      code: expect.stringMatching(/^(?:EPROTO|ERR_SSL)/),
    });
    const refused = publicLookup((_host, _options, done) => done(null, loopback));
    const never = webhookRequest(`https://hooks.example.com:${port}/`, { lookup: refused });
    expect(await never(body, {})).toEqual({ kind: "unreachable", code: "private-address" });
    expect([connections, received]).toEqual([1, []]);
  });

  it("gives up on a receiver that does not answer in time", async () => {
    answer = () => {};
    expect(await post({ timeoutMs: 50 })).toEqual({ kind: "unreachable", code: "time-out" });
  });

  it("tells that the connection was closed", async () => {
    answer = (response) => response.destroy();
    expect(await post()).toEqual({ kind: "unreachable", code: "ECONNRESET" });
  });

  it("does nothing else with a connection than to post", async () => {
    const upgrade = { connection: "upgrade", upgrade: "x" };
    expect(await post({}, "hooks.example.com", upgrade)).toEqual({ kind: "answered", status: 101 });
  });

  it("tells that nobody listens, or that the name is unknown", async () => {
    const lookup: WebhookRequestOptions["lookup"] = (_host, _options, done) =>
      done(Object.assign(new Error("not found: hooks.example.com"), { code: "ENOTFOUND" }), "");
    expect(await post({ lookup })).toEqual({ kind: "unreachable", code: "ENOTFOUND" });
    const failing: WebhookRequestOptions["lookup"] = (_host, _options, done) =>
      done(Object.assign(new Error("odd"), { code: "any text: of anybody" }), "");
    expect(await post({ lookup: failing })).toEqual({ kind: "unreachable", code: "network-error" });
  });
});
