import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ServiceUnavailable } from "#domain/errors.ts";
import type { OutletReason } from "#domain/outlet-reason.ts";
import { receivesMax } from "#domain/put-off.ts";
import type { WebhookAnswer } from "#domain/webhook/webhook-answer.ts";
import { testRequest } from "#domain/webhook/webhook-test.ts";
import { createHandler } from "#functions/deliver-webhook/handler.ts";
import { anEnrichedEvent, asQueued } from "#test/builders/bus-event.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import { anIntakeMessage, FakeClock, FakeLog, fakeBatch } from "#test/builders/ports.ts";
import { aWebhookKey, webhookUrl } from "#test/builders/webhook.ts";

const [one, two] = [aWebhookKey(1), aWebhookKey(2)];
const ok: WebhookAnswer = { kind: "answered", status: 200 };
const answered = (status: number): WebhookAnswer => ({ kind: "answered", status });

/** A receiver that answers in turn, the last answer for ever; it knows `accepts`. */
function world(answers: readonly WebhookAnswer[] = [ok], live: readonly (readonly string[])[] = [[one]]) {
  const clock = new FakeClock();
  const log = new FakeLog();
  const posts: { readonly body: string; readonly headers: Readonly<Record<string, string>> }[] = [];
  const parked: (OutletReason & { readonly messageId: string })[] = [];
  const hidden: number[] = [];
  let reads = 0;
  const next = async () => live[Math.min(reads++, live.length - 1)] ?? [];
  const handler = createHandler({
    batch: fakeBatch,
    queue: { putOff: async (_message, seconds) => void hidden.push(seconds) },
    deadLetters: { park: async ({ messageId }, reason) => void parked.push({ messageId, ...reason }) },
    keys: { read: next, refresh: next },
    post: async (body, headers) => {
      posts.push({ body, headers });
      return answers[Math.min(posts.length, answers.length) - 1] ?? ok;
    },
    url: webhookUrl,
    clock,
    dice: () => 0.5,
    log,
  });
  const deliver = (receives = 1, body = asQueued(anEnrichedEvent())) =>
    handler([anIntakeMessage("m1", body, receives)], anInvocation()).catch((error: Error) => error.message);
  return { deliver, handler, clock, log, posts, parked, hidden };
}

describe("deliver-webhook", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: new FakeClock().at });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("sends the event with the whole brief, signed with every live key", async () => {
    const w = world([ok], [[one, two]]);
    expect(await w.deliver()).toEqual({ batchItemFailures: [] });
    const [{ body, headers } = { body: "", headers: {} }] = w.posts;
    for (const key of [one, two]) {
      expect(new Webhook(key).verify(body, headers)).toEqual({
        type: "finding.enriched",
        timestamp: "2026-11-19T02:28:30Z",
        data: anEnrichedEvent().detail,
      });
    }
    expect(w.log.outcomes).toEqual(["delivered"]);
  });

  it("sends the same id and body at every try, and a signature of its own", async () => {
    const w = world([answered(500)]);
    await w.deliver(1);
    w.clock.at += 60_000;
    await w.deliver(2);
    const [first, second] = w.posts;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.headers["webhook-signature"]).not.toBe(first?.headers["webhook-signature"]);
  });

  it("asks once more with the keys that are live now when the receiver does not know them", async () => {
    const w = world([answered(401), ok], [[one], [two, one]]);
    expect(await w.deliver()).toEqual({ batchItemFailures: [] });
    expect(w.posts.map(({ headers }) => headers["webhook-signature"]?.split(" ").length)).toEqual([1, 2]);
  });

  it("does not ask again when the keys are the same still", async () => {
    const w = world([answered(401), ok]);
    await w.deliver();
    expect([w.posts.length, w.hidden]).toEqual([1, [23]]);
  });

  it("puts off, and not sooner than the receiver asks for", async () => {
    const w = world([{ kind: "answered", status: 503, retryAfter: "900" }]);
    await w.deliver();
    expect([w.hidden, w.parked]).toEqual([[900], []]);
  });

  it.each([
    ["410", answered(410), 1],
    ["404", answered(404), 3],
    ["a redirect", answered(301), 3],
    ["500", answered(500), receivesMax],
    ["no answer", { kind: "unreachable", code: "ECONNREFUSED" } as const, receivesMax],
  ])("gives up after %s, at its last receive and not before, with the reason", async (_, answer, last) => {
    const w = world([answer]);
    if (last > 1) await w.deliver(last - 1);
    expect(w.parked).toEqual([]);
    expect(await w.deliver(last)).toEqual({ batchItemFailures: [] });
    const code = answer.kind === "answered" ? `http-${answer.status}` : answer.code;
    expect(w.parked).toMatchObject([{ messageId: "m1", code, tries: last }]);
  });

  it("gives up what is no event of ours at once, and sends nothing", async () => {
    const w = world();
    await w.deliver(1, "{}");
    expect([w.parked.map(({ code }) => code), w.posts]).toEqual([["UnreadableEvent"], []]);
  });

  it("puts off when the keys cannot be read", async () => {
    const w = world();
    const failing = async () => {
      throw new ServiceUnavailable("secretsmanager:GetSecretValue");
    };
    const { posts, hidden } = w;
    const handler = createHandler({
      ...{ batch: fakeBatch, url: webhookUrl, clock: w.clock, dice: () => 0.5, log: w.log },
      queue: { putOff: async (_message, seconds) => void hidden.push(seconds) },
      deadLetters: { park: async () => {} },
      keys: { read: failing, refresh: failing },
      post: async () => ok,
    });
    await handler([anIntakeMessage("m1", asQueued(anEnrichedEvent()))], anInvocation()).catch(() => {});
    expect([posts, hidden]).toEqual([[], [23]]);
  });

  it("answers a test with what came of it", async () => {
    const good = world();
    expect(await good.handler(testRequest, anInvocation())).toMatchObject({ delivered: true, ms: 0 });
    expect(new Webhook(one).verify(good.posts[0]?.body ?? "", good.posts[0]?.headers ?? {})).toMatchObject({
      type: "webhook.test",
    });
    const bad = world([answered(404)]);
    expect(await bad.handler(testRequest, anInvocation())).toMatchObject({ delivered: false, code: "http-404" });
    expect([bad.parked, bad.hidden]).toEqual([[], []]);
  });
});
