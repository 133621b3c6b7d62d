import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { LambdaRuntime } from "#local/lambda/runtime.ts";
import { VirtualClock } from "#local/virtual-clock.ts";
import { aFunction } from "./a-function.ts";

let runtime: LambdaRuntime | undefined;
afterEach(() => runtime?.close());

/** What a function said while it tried, and swallowed whatever came of it. */
async function tried(
  act: string,
  outside: Readonly<Record<string, string>> = {},
): Promise<{ readonly answer: string; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const clock = new VirtualClock(Date.UTC(2026, 4, 1));
  const onLog = ({ line }: { readonly line: string }) => lines.push(line);
  runtime = new LambdaRuntime({
    ...{ clock, sharedClock: clock.shared, region: "eu-west-1", endpointUrl: "http://127.0.0.1:9", outside, onLog },
  });
  const source = `import net from "node:net"; import https from "node:https";
    export const handler = async () => { try { ${act} } catch { return "swallowed" } }`;
  const { payload } = await runtime.invoke(aFunction(source), "{}");
  return { answer: payload, lines };
}

describe("a function of the local AWS", () => {
  it("reaches a host outside that a server of this machine stands for, and no time passes meanwhile", async () => {
    const asked: unknown[] = [];
    const server = createServer(({ method, url, headers }, response) => {
      asked.push([method, url, headers.host]);
      setTimeout(() => response.writeHead(202).end(), 20);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const here = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const post = `return await new Promise((done, fail) => { const signal = AbortSignal.timeout(10);
      const sent = https.request("https://hooks.example.com/a?b=1", { method: "POST", signal, agent: new https.Agent() });
      sent.on("response", (answer) => { answer.resume(); done(answer.statusCode) }).on("error", fail).end() })`;
    const { answer } = await tried(post, { "hooks.example.com": here });
    server.close();
    expect([answer, asked]).toEqual(["202", [["POST", "/a?b=1", "hooks.example.com"]]]);
  });

  it.each([
    ["fetch", "await fetch('http://203.0.113.9/')", "203.0.113.9:80"],
    [
      "https",
      "await new Promise((_, fail) => https.get('https://evil.example/x').on('error', fail))",
      "evil.example:443",
    ],
    ["a socket", "net.connect(22, 'evil.example')", "evil.example:22"],
    ["a socket without a host", "net.connect(1)", "localhost:1"],
    ["a Unix socket", "net.connect('/run/docker.sock')", "/run/docker.sock"],
  ])("connects to nothing else, and tells when it is tried: %s", async (_, act, asked) => {
    const { answer, lines } = await tried(act);
    expect(answer).toBe('"swallowed"');
    expect(lines.join("\n")).toContain(`Cannot connect to "${asked}": a function of the local AWS`);
  });
});
