import { afterEach, describe, expect, it } from "vitest";
import { type Front, startFront } from "#local/http/front.ts";
import type { LogLine } from "#local/lambda/log-line.ts";
import { LambdaRuntime, type LambdaRuntimeOptions } from "#local/lambda/runtime.ts";
import { RealClock } from "#local/real-clock.ts";
import type { Service } from "#local/service.ts";
import { VirtualClock } from "#local/virtual-clock.ts";
import { aFunction } from "./a-function.ts";

const startAt = Date.UTC(2026, 4, 1);
const hourMs = 3_600_000;
let runtime: LambdaRuntime | undefined;
let front: Front | undefined;

afterEach(async () => {
  await runtime?.close();
  await front?.close();
  front = undefined;
});

const aRuntime = (over: Partial<LambdaRuntimeOptions> = {}): { clock: VirtualClock; runtime: LambdaRuntime } => {
  const clock = (over.clock as VirtualClock | undefined) ?? new VirtualClock(startAt);
  runtime = new LambdaRuntime({
    clock,
    sharedClock: clock.shared,
    region: "eu-west-1",
    endpointUrl: "http://127.0.0.1:9",
    ...over,
  });
  return { clock, runtime };
};

const run = async (
  source: string,
  event: unknown = {},
  over: Parameters<typeof aFunction>[1] = {},
): Promise<unknown> => {
  const { runtime, clock } = aRuntime();
  const answer = await runtime.invoke(aFunction(source, over), JSON.stringify(event));
  return { ...JSON.parse(answer.payload), at: clock.now() - startAt };
};

describe("LambdaRuntime.invoke()", () => {
  it("answers what the handler returns, in its own environment and context", async () => {
    const source = `export const handler = async (event, context) => ({
      event, name: context.functionName, arn: context.invokedFunctionArn, left: context.getRemainingTimeInMillis(),
      setting: process.env.SETTING, region: process.env.AWS_REGION, home: process.env.HOME ?? null,
      argv: process.execArgv })`;
    expect(await run(source, { a: 1 }, { environment: { SETTING: "x" }, timeoutSeconds: 7 })).toEqual({
      event: { a: 1 },
      name: "subject",
      arn: "arn:aws:lambda:eu-west-1:111122223333:function:subject",
      left: 7000,
      setting: "x",
      region: "eu-west-1",
      home: null,
      argv: [],
      at: 0,
    });
  });

  it.each([
    ["CommonJS in index.js", "index.js", "exports.handler = async () => ({ ok: require('node:os').EOL })"],
    ["CommonJS in index.cjs", "index.cjs", "exports.handler = async () => ({ ok: '\\n' })"],
    ["an ES module", "index.mjs", "import { EOL } from 'node:os'; export const handler = async () => ({ ok: EOL })"],
  ])("loads %s", async (_, file, source) => {
    expect(await run(source, {}, { file })).toEqual({ ok: "\n", at: 0 });
  });

  it("uses a warm environment again", async () => {
    const { runtime } = aRuntime();
    const lambda = aFunction("let n = 0; export const handler = async () => ++n");
    const answers = [];
    for (let index = 0; index < 3; index++) answers.push((await runtime.invoke(lambda, "{}")).payload);
    expect(answers).toEqual(["1", "2", "3"]);
  });

  it.each([
    ["setTimeout", "await new Promise((resolve) => setTimeout(resolve, 3600000))"],
    ["setTimeout from node:timers", "await new Promise((resolve) => timers.setTimeout(resolve, 3600000))"],
    ["promisify(setTimeout)", "await util.promisify(setTimeout)(3600000)"],
    ["node:timers/promises", "await wait.setTimeout(3600000)"],
    ["scheduler.wait", "await wait.scheduler.wait(3600000)"],
    [
      "setInterval",
      "await new Promise((resolve) => { let n = 0; const t = setInterval(() => ++n === 6 && resolve(clearInterval(t)), 600000) })",
    ],
    [
      "setInterval of node:timers/promises",
      "let n = 0; for await (const _ of wait.setInterval(600000)) if (++n === 6) break",
    ],
    [
      "AbortSignal.timeout",
      "const s = AbortSignal.timeout(3600000); const t = setTimeout(() => {}, 4000000); await new Promise((r) => s.addEventListener('abort', r)); clearTimeout(t)",
    ],
    [
      "Timeout.refresh",
      "await new Promise((resolve) => { const t = setTimeout(resolve, 1800000); setTimeout(() => t.refresh(), 1800000 - 1); setTimeout(() => {}, 1) }); await wait.setTimeout(1)",
    ],
  ])("%s waits in virtual time", async (_, sleep) => {
    const source = `import timers from "node:timers"; import * as wait from "node:timers/promises"; import util from "node:util";
      export const handler = async () => {
        const before = [Date.now(), new Date().getTime(), performance.now(), Number(process.hrtime.bigint())];
        ${sleep};
        const after = [Date.now(), new Date().getTime(), performance.now(), Number(process.hrtime.bigint()) ];
        return { passed: after.map((value, index) => value - before[index]) };
      }`;
    const began = performance.now();
    expect(await run(source)).toEqual({ passed: [hourMs, hourMs, hourMs, hourMs * 1e6], at: hourMs });
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it("keeps Date's other manners", async () => {
    const source = `export const handler = async () => ({ is: new Date() instanceof Date, fixed: new Date(0).toISOString(),
      parts: new Date(2026, 0, 1).getFullYear(), text: typeof Date(), parse: Date.parse("1970-01-01T00:00:01Z"),
      own: new Date().constructor === Date })`;
    expect(await run(source)).toMatchObject({
      is: true,
      fixed: "1970-01-01T00:00:00.000Z",
      parts: 2026,
      text: "string",
      parse: 1000,
      own: true,
    });
  });

  it.each([
    ["node:fs", "await readFile(process.execPath)", "import { readFile } from 'node:fs/promises'"],
    [
      "node:zlib",
      "await promisify(gzip)(Buffer.alloc(2e7))",
      "import { gzip } from 'node:zlib'; import { promisify } from 'node:util'",
    ],
    [
      "node:crypto",
      "await promisify(pbkdf2)('a', 'b', 100000, 32, 'sha256')",
      "import { pbkdf2 } from 'node:crypto'; import { promisify } from 'node:util'",
    ],
    [
      "Web Crypto",
      "await crypto.subtle.digest('SHA-256', Buffer.alloc(5e7))",
      "import { webcrypto as crypto } from 'node:crypto'",
    ],
  ])("time stands still while %s works", async (_, work, imports) => {
    const source = `${imports}; export const handler = async () => {
      const timer = setTimeout(() => {}, 60000); ${work}; clearTimeout(timer); return { ok: true } }`;
    expect(await run(source)).toEqual({ ok: true, at: 0 });
  });
});

describe("LambdaRuntime.invoke() answers the failure", () => {
  it.each([
    [
      "of a handler that throws",
      "export const handler = async () => { const e = new Error('no'); e.name = 'OurError'; throw e }",
      { errorType: "OurError", errorMessage: "no" },
    ],
    [
      "of a handler that throws text",
      "export const handler = async () => { throw 'no' }",
      { errorType: "string", errorMessage: "no" },
    ],
    [
      "of a handler that throws at once",
      "export const handler = () => { throw new TypeError('no') }",
      { errorType: "TypeError" },
    ],
    ["of an initialisation", "throw new RangeError('init')", { errorType: "RangeError", errorMessage: "init" }],
    [
      "of a missing module",
      "import 'not-there'; export const handler = async () => 1",
      { errorType: "Runtime.ImportModuleError" },
    ],
    ["of a missing export", "export const other = 1", { errorType: "Runtime.HandlerNotFound" }],
    [
      "of a callback handler",
      "export const handler = (event, context, callback) => callback(null)",
      { errorType: "Runtime.CallbackHandlerDeprecated" },
    ],
    [
      "of process.exit",
      "export const handler = async () => process.exit(3)",
      {
        errorType: "Runtime.ExitError",
        errorMessage: expect.stringMatching(
          /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3$/,
        ),
      },
    ],
    [
      "of an unhandled rejection",
      "export const handler = () => { Promise.reject(new Error('lost')); return new Promise((r) => setTimeout(r, 1000)) }",
      { errorType: "Runtime.UnhandledPromiseRejection", errorMessage: "Error: lost" },
    ],
    [
      "of an error in a timer",
      "export const handler = () => new Promise(() => setTimeout(() => { throw new EvalError('late') }, 1000))",
      { errorType: "EvalError", errorMessage: "late" },
    ],
    [
      "of a promise that nothing settles",
      "export const handler = () => new Promise(() => {})",
      { errorType: "Runtime.NodeJsExit" },
    ],
    [
      "of a time-out",
      "export const handler = () => new Promise((r) => setTimeout(r, 1000001000))",
      {
        errorType: "Sandbox.Timedout",
        errorMessage: expect.stringMatching(
          /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1000000.00 seconds$/,
        ),
        at: 1_000_000_000,
      },
    ],
    [
      "of a heap that is too small",
      "export const handler = async () => { const all = []; for (;;) all.push(new Array(1e6).fill({})) }",
      { errorType: "Runtime.OutOfMemory" },
    ],
    [
      "of an answer that is too large",
      "export const handler = async () => 'x'.repeat(7e6)",
      { errorType: "Function.ResponseSizeTooLarge" },
    ],
  ])("%s", async (_, source, failure) => {
    expect(await run(source)).toMatchObject(failure);
  });

  it("of Node options that a thread does not take", async () => {
    const over = { environment: { NODE_OPTIONS: "--not-an-option" } };
    expect(await run("export const handler = async () => 1", {}, over)).toMatchObject({
      errorType: "Runtime.InvalidEntrypoint",
      errorMessage: expect.stringContaining("--not-an-option"),
    });
  });

  it("and the next invocation gets a fresh environment", async () => {
    const { runtime } = aRuntime({ perFunctionMax: 1 });
    const source = `let n = 0; export const handler = async ({ how }) => {
      n++;
      if (how === "exit") process.exit(1);
      if (how === "reject") { Promise.reject(new Error("lost")); await new Promise((r) => setTimeout(r, 10)); }
      if (how === "timeout") await new Promise((r) => setTimeout(r, 2e9));
      return n }`;
    const lambda = aFunction(source);
    const hows = ["ok", "exit", "ok", "reject", "ok", "timeout", "ok"];
    const answers = await Promise.all(hows.map((how) => runtime.invoke(lambda, JSON.stringify({ how }))));
    expect(answers.map(({ payload, failure }) => failure?.errorType ?? payload)).toEqual([
      "1",
      "Runtime.ExitError",
      "1",
      "Runtime.UnhandledPromiseRejection",
      "1",
      "Sandbox.Timedout",
      "1",
    ]);
  });
});

describe("LambdaRuntime", () => {
  it("hands out what a function prints as lines with its request", async () => {
    const lines: LogLine[] = [];
    const { runtime } = aRuntime({ onLog: (line) => lines.push(line) });
    const source = `import { Console } from "node:console"; export const handler = async () => {
      console.log("one\\ntwo"); process.stdout.write('{"three":3}\\n'); console.error("four");
      new Console(process.stdout).info("five"); process.emitWarning("six"); await new Promise((r) => setImmediate(r)) }`;
    const { requestId } = await runtime.invoke(aFunction(source), "{}");
    expect(lines.slice(0, 5).map(({ line }) => line)).toEqual(["one", "two", '{"three":3}', "four", "five"]);
    expect(lines.some(({ line }) => line.includes("six"))).toBe(true);
    expect(new Set(lines.map((line) => `${line.functionName} ${line.requestId}`))).toEqual(
      new Set([`subject ${requestId}`]),
    );
  });

  it("runs at most so many at a time, in all too, and the rest in order", async () => {
    const { runtime, clock } = aRuntime({ perFunctionMax: 2, workingMax: 2, totalMax: 3 });
    const source =
      "export const handler = async () => { await new Promise((r) => setTimeout(r, 60000)); return Date.now() }";
    const [a, b] = [aFunction(source, { name: "a" }), aFunction(source, { name: "b" })];
    const answers = await Promise.all([a, a, a, a, b, b, b].map((lambda) => runtime.invoke(lambda, "{}")));
    expect(answers.map(({ payload }) => (Number(payload) - startAt) / 60_000)).toEqual([1, 1, 2, 2, 1, 2, 3]);
    expect(clock.now()).toBe(startAt + 180_000);
  });

  it.each([
    ["works or waits for a moment", 999, [1, 2]],
    ["waits for a second or more", 1_000, [1, 1]],
  ])("starts company for an environment that %s only while it waits long", async (_, ms, answers) => {
    const { runtime } = aRuntime({ workingMax: 1 });
    const source =
      "let n = 0; export const handler = async (ms) => { n++; await new Promise((r) => setTimeout(r, ms)); return n }";
    const lambda = aFunction(source);
    const both = await Promise.all([1, 2].map(() => runtime.invoke(lambda, String(ms))));
    expect(both.map(({ payload }) => Number(payload)).sort()).toEqual(answers);
  });

  it("finds functions by name, partial ARN and ARN", () => {
    const { runtime } = aRuntime();
    const lambda = aFunction("export const handler = async () => 1");
    runtime.register(lambda);
    for (const name of [
      "subject",
      lambda.arn,
      `${lambda.arn}:$LATEST`,
      "111122223333:function:subject",
      "function:subject",
    ])
      expect(runtime.find(name)?.name).toBe("subject");
    for (const name of ["other", "subject:live", "subject:7"]) expect(runtime.find(name)).toBeUndefined();
  });

  it("leaves time alone with the machine's clock", async () => {
    const clock = new RealClock();
    runtime = new LambdaRuntime({ clock, region: "eu-west-1", endpointUrl: "http://127.0.0.1:9" });
    const source =
      "export const handler = async () => { const b = Date.now(); await new Promise((r) => setTimeout(r, 30)); return Date.now() - b }";
    expect(Number((await runtime.invoke(aFunction(source), "{}")).payload)).toBeGreaterThanOrEqual(28);
  });
});

describe("LambdaRuntime under virtual time with requests", () => {
  const aCloud = async ({ workingMax = 3 } = {}) => {
    const clock = new VirtualClock(startAt);
    const calls: { body: string; at: number }[] = [];
    const service: Service = {
      name: "SQS",
      signingName: "sqs",
      protocol: { kind: "aws-json", targetPrefix: "AmazonSQS", version: "1.0" },
      operations: {
        SendMessage: async ({ MessageBody }: { MessageBody: string }) => {
          calls.push({ body: MessageBody, at: clock.now() - startAt });
          return { at: clock.now() };
        },
        ReceiveMessage: async ({ WaitTimeSeconds }: { WaitTimeSeconds: number }) => {
          await clock.sleep(WaitTimeSeconds * 1000);
          return { at: clock.now() };
        },
        Invoke: async ({ how }: { how: string }) => ({
          answer: (await runtime?.invoke(inner, JSON.stringify(how)))?.payload,
        }),
        InvokeAgain: async ({ depth }: { depth: number }) => ({
          answer: (await runtime?.invoke(again, JSON.stringify(depth)))?.payload,
        }),
      },
    };
    const inner = aFunction(
      "export const handler = async (how) => { await new Promise((r) => setTimeout(r, 5000)); return how }",
      { name: "inner" },
    );
    const again = aFunction(recursion, { name: "again" });
    front = await startFront({
      world: { clock, partition: "aws", accountId: "111122223333", region: "eu-west-1" },
      services: [service],
      waiting: { waits: (id) => runtime?.waits(id), resumes: (id) => runtime?.resumes(id) },
    });
    aRuntime({ clock, endpointUrl: front.url, workingMax });
    return { clock, calls };
  };

  const client = `import { request, Agent } from "node:http";
    const agent = new Agent({ keepAlive: true });
    const { hostname, port } = new URL(process.env.AWS_ENDPOINT_URL);
    const call = (operation, input) => new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("request timed out")), 300000);
      const sent = request({ hostname, port, agent, method: "POST", headers: { "x-amz-target": "AmazonSQS." + operation } });
      sent.on("response", async (response) => { let body = ""; for await (const chunk of response) body += chunk; clearTimeout(timer); resolve(JSON.parse(body)) });
      sent.on("error", reject).end(JSON.stringify(input));
    });
    const sleep = (ms) => new Promise((r) => setTimeout(r, ms));\n`;

  const recursion = `${client} export const handler = async (depth) =>
    depth === 0 ? "bottom" : JSON.parse((await call("InvokeAgain", { depth: depth - 1 })).answer)`;

  it("gives company to an environment that waits for its own function", async () => {
    await aCloud({ workingMax: 1 });
    const source = `${client} export const handler = () => call("InvokeAgain", { depth: 2 })`;
    expect((await aRuntimeAnswer(source)).payload).toBe('{"answer":"\\"bottom\\""}');
  });

  it("does not move time while a request is in flight, whatever timers the client sets", async () => {
    const { clock, calls } = await aCloud();
    const source = `${client} export const handler = async () => {
      for (let n = 0; n < 200; n++) await call("SendMessage", { MessageBody: String(n) });
      return Date.now() }`;
    const { payload } = await aRuntimeAnswer(source);
    expect([Number(payload), clock.now(), calls.length]).toEqual([startAt, startAt, 200]);
  });

  it("lets time pass for a request that waits, and for a function that it invokes", async () => {
    const { clock } = await aCloud();
    const source = `${client} export const handler = async () => {
      const polled = await call("ReceiveMessage", { WaitTimeSeconds: 20 });
      const both = await Promise.all([call("ReceiveMessage", { WaitTimeSeconds: 7 }), call("ReceiveMessage", { WaitTimeSeconds: 11 }), sleep(3000)]);
      const invoked = await call("Invoke", { how: "well" });
      return { polled, both, invoked, now: Date.now() } }`;
    const { payload } = await aRuntimeAnswer(source);
    expect(JSON.parse(payload)).toEqual({
      polled: { at: startAt + 20_000 },
      both: [{ at: startAt + 27_000 }, { at: startAt + 31_000 }, null],
      invoked: { answer: '"well"' },
      now: startAt + 36_000,
    });
    expect(clock.now()).toBe(startAt + 36_000);
  });

  it("a request that waits too long meets the client's own time-out", async () => {
    await aCloud();
    const source = `${client} export const handler = () => call("ReceiveMessage", { WaitTimeSeconds: 600 })`;
    expect((await aRuntimeAnswer(source)).failure).toMatchObject({ errorMessage: "request timed out" });
  });

  it("fetch counts as a request", async () => {
    const { clock } = await aCloud();
    const source = `export const handler = async () => {
      const timer = setTimeout(() => {}, 60000);
      const response = await fetch(process.env.AWS_ENDPOINT_URL, { method: "POST", headers: { "x-amz-target": "AmazonSQS.SendMessage" }, body: "{}" });
      clearTimeout(timer);
      return { body: await response.json(), ok: response.ok, url: response.url === process.env.AWS_ENDPOINT_URL + "/" } }`;
    const { payload } = await aRuntimeAnswer(source);
    expect(JSON.parse(payload)).toEqual({ body: { at: startAt }, ok: true, url: true });
    expect(clock.now()).toBe(startAt);
  });

  it("loses no wake-up and never jumps early: many sleepers with calls between, 24 virtual hours in no time", async () => {
    const { clock, calls } = await aCloud();
    const source = `${client} export const handler = async ({ id, sleeps }) => {
      const began = Date.now(); let wanted = began; const late = [];
      for (const ms of sleeps) {
        await sleep(ms); wanted += ms;
        if (Date.now() !== wanted) late.push([Date.now() - began, wanted - began]);
        const { at } = await call("SendMessage", { MessageBody: id });
        if (at !== wanted) late.push(["call", at - began, wanted - began]);
      }
      return late }`;
    const [a, b] = [aFunction(source, { name: "a" }), aFunction(source, { name: "b" })];
    const random = (n: number): number => Math.floor(Math.abs(Math.sin(n) * 1e6)) % 3_600_000;
    const runs = Array.from({ length: 6 }, (_, id) => ({
      id: String(id),
      sleeps: [...Array.from({ length: 30 }, (_, step) => 1 + random(id * 31 + step)), 24 * hourMs],
    }));
    await Promise.all([a, b].map((lambda) => runtime?.invoke(lambda, '{"id":"warm","sleeps":[]}')));
    const began = performance.now();
    const answers = await Promise.all(
      runs.map((event, index) => runtime?.invoke(index % 2 ? b : a, JSON.stringify(event))),
    );
    const tookMs = performance.now() - began;
    expect(answers.map((answer) => answer?.payload)).toEqual(runs.map(() => "[]"));
    expect(calls.filter(({ body }) => body !== "warm")).toHaveLength(6 * 31);
    const longest = Math.max(...runs.map(({ sleeps }) => sleeps.reduce((sum, ms) => sum + ms, 0)));
    expect(clock.now()).toBe(startAt + longest);
    expect(tookMs).toBeLessThan(3000);
  });

  const aRuntimeAnswer = async (source: string) => {
    const answer = await runtime?.invoke(aFunction(source), "{}");
    if (!answer) throw new Error("no runtime");
    return answer;
  };
});
