import { Logger } from "@aws-lambda-powertools/logger";
import { afterEach, describe, expect, it, vi } from "vitest";
import { logAdapter } from "#adapters/log.ts";
import type { LogFields } from "#domain/ports.ts";
import { anInvocation } from "#test/builders/invocation.ts";

describe("logAdapter()", () => {
  const info = vi.spyOn(console, "info").mockImplementation(() => {});
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const line = (spy: typeof info) => JSON.parse(String(spy.mock.calls.at(-1)?.[0]).replace(/\n\s*/g, ""));
  afterEach(() => void vi.clearAllMocks());
  const log = logAdapter(new Logger({ serviceName: "gumshoe", logLevel: "INFO" }));

  it("writes the outcome with the allowed keys alone, and what it belongs to", () => {
    log.begin(anInvocation(), "arn:execution");
    const fields = { outcome: "enriched", findingId: "f", ms: 3, title: "secret", body: "secret" } as LogFields;
    log.outcome(fields);
    expect(line(info)).toMatchObject({
      level: "INFO",
      service: "gumshoe",
      message: "enriched",
      outcome: "enriched",
      findingId: "f",
      ms: 3,
      correlation_id: "arn:execution",
      function_request_id: anInvocation().awsRequestId,
    });
    expect(JSON.stringify(line(info))).not.toContain("secret");
  });

  it("shows nothing that a terminal would act on", () => {
    log.outcome({ outcome: "rejected", findingId: "f\u202e\u001b[2Jg\nh", reason: "a\u200bb" });
    expect(line(info)).toMatchObject({ findingId: "f [2Jg h", reason: "a b" });
  });

  it("warns in the same form; without a correlation id the request's own counts", () => {
    log.begin(anInvocation());
    log.warn("Cannot take the message", { outcome: "failed", messageId: "m" });
    expect(line(warn)).toMatchObject({
      level: "WARN",
      message: "Cannot take the message",
      messageId: "m",
      correlation_id: anInvocation().awsRequestId,
    });
  });
});
