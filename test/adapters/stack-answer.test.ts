import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type StackAnswerOptions, stackAnswer } from "#adapters/stack-answer.ts";
import { FakeClock } from "#test/builders/ports.ts";

const answer = {
  Status: "SUCCESS",
  Reason: "done",
  PhysicalResourceId: "p",
  StackId: "s",
  RequestId: "r",
  LogicalResourceId: "l",
} as const;

describe("stackAnswer()", () => {
  const statuses: number[] = [];
  let received: { method: string | undefined; path: string | undefined; type: string | undefined; body: string }[];
  let server: Server;
  beforeEach(async () => {
    received = [];
    server = createServer(async (incoming, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const { method, url: path, headers } = incoming;
      received.push({ method, path, type: headers["content-type"], body: Buffer.concat(chunks).toString() });
      response.writeHead(statuses.shift() ?? 200, { location: "/elsewhere" }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => {
    statuses.length = 0;
    server.closeAllConnections();
    server.close();
  });
  /** As the function does it, save that it is HTTP. */
  const put = (options: StackAnswerOptions = {}, { port } = server.address() as AddressInfo) => {
    const plain = { request: request as NonNullable<StackAnswerOptions["request"]>, clock: new FakeClock() };
    return stackAnswer({ ...plain, ...options })(`http://127.0.0.1:${port}/a?X-Amz-Signature=s`, answer);
  };

  it("puts the answer, of no content type: the URL is signed for none", async () => {
    await put();
    expect(received).toEqual([{ method: "PUT", path: "/a?X-Amz-Signature=s", type: "", body: JSON.stringify(answer) }]);
  });

  it("tries again what was not taken", async () => {
    statuses.push(503, 500);
    await put();
    expect(received).toHaveLength(3);
  });

  it("follows no redirect, and says after four tries that nobody took it, without the URL", async () => {
    statuses.push(307, 307, 307, 307);
    const failure = await put().catch((error: Error) => error.message);
    expect(failure).toBe("Cannot answer CloudFormation: status 307 at each of 4 tries, 2xx is wanted");
    expect(new Set(received.map(({ path }) => path))).toEqual(new Set(["/a?X-Amz-Signature=s"]));
  });

  it("comes to an end where nobody listens", async () => {
    const there = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await expect(put({}, there)).rejects.toThrow("status 0 at each of 4 tries");
  });
});
