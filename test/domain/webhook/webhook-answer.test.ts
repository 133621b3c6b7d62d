import { describe, expect, it } from "vitest";
import { receivesMax } from "#domain/put-off.ts";
import { refusalIn, type WebhookAnswer } from "#domain/webhook/webhook-answer.ts";

const now = Date.parse("2026-11-19T02:28:30.000Z");
const answered = (status: number, retryAfter?: string): WebhookAnswer => ({
  kind: "answered",
  status,
  ...(retryAfter !== undefined && { retryAfter }),
});

describe("refusalIn()", () => {
  it.each([200, 201, 202, 204, 299])("is none for %i", (status) => {
    expect(refusalIn(answered(status), now)).toBeUndefined();
  });

  it.each([
    [410, 1],
    [300, 3],
    [301, 3],
    [308, 3],
    [400, 3],
    [401, 3],
    [404, 3],
    [418, 3],
    [408, receivesMax],
    [425, receivesMax],
    [429, receivesMax],
    [500, receivesMax],
    [503, receivesMax],
    [599, receivesMax],
    [0, 3],
  ])("of %i allows %i tries", (status, triesMax) => {
    expect(refusalIn(answered(status), now)).toMatchObject({ code: `http-${status}`, triesMax, waitSeconds: 0 });
  });

  it.each([
    ["ECONNREFUSED", receivesMax],
    ["ENOTFOUND", receivesMax],
    ["time-out", receivesMax],
    ["private-address", 3],
  ])("of %s allows %i tries", (code, triesMax) => {
    expect(refusalIn({ kind: "unreachable", code }, now)).toMatchObject({ code, triesMax });
  });

  it.each([
    [503, "120", 120],
    [429, "0", 0],
    [429, "86400", 3_600],
    [503, "-5", 0],
    [503, "Thu, 19 Nov 2026 02:30:00 GMT", 90],
    [503, "Thu, 19 Nov 2020 02:30:00 GMT", 0],
    [503, "soon", 0],
    [503, "9".repeat(400), 0],
    [500, "120", 0],
    [404, "120", 0],
  ])("of %i with Retry-After %s asks for %i s at least", (status, retryAfter, waitSeconds) => {
    expect(refusalIn(answered(status, retryAfter), now)?.waitSeconds).toBe(waitSeconds);
  });
});
