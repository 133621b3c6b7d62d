import { describe, expect, it } from "vitest";
import { deadLetterOf, guideOf } from "#domain/dead-letter.ts";
import { outletGuide } from "#domain/outlet-guide.ts";
import { reasonAttributes } from "#domain/outlet-reason.ts";
import { replayBody } from "#domain/replay.ts";
import { anEnrichedEvent, asQueued } from "#test/builders/bus-event.ts";
import { aDeadLetterMessage } from "#test/builders/dead-letter.ts";

const body = asQueued(anEnrichedEvent());
const reason = { code: "http-404", message: "Cannot hand the event out: the receiver answered 404", tries: 3 };
const given = aDeadLetterMessage({ body, attributes: reasonAttributes(reason) });
const sourceArn = "arn:aws:sqs:eu-west-1:111122223333:Gumshoe-WebhookQueue";

describe("deadLetterOf() of an outlet's dead letter", () => {
  it("tells why it was given up, and whose event it is", () => {
    const { finding } = anEnrichedEvent().detail;
    expect(deadLetterOf(given)).toMatchObject({
      kind: "not-handed-out",
      reason: "http-404",
      message: "Cannot hand the event out: the receiver answered 404 (3 tries)",
      isOutlets: true,
      attempt: 0,
      findings: [
        {
          id: finding.id,
          productArn: finding.productArn,
          severity: "HIGH",
          title: "Credentials of the role ci-deploy are used from an external address",
          principals: ["arn:aws:iam::111122223333:role/pipeline/ci-deploy"],
        },
      ],
    });
  });

  it.each([
    ["SQS", { sourceArn }, "received-too-often"],
    ["EventBridge", { attributes: { ERROR_CODE: "NO_PERMISSIONS", RULE_ARN: "rule/x" } }, "undeliverable"],
    ["nobody knows whom", {}, "received-too-often"],
  ])("has no reason of the outlet where it was put there by %s", (_, over, wanted) => {
    const letter = deadLetterOf(aDeadLetterMessage({ body, ...over }));
    expect(letter).toMatchObject({ reason: wanted, isOutlets: true });
    expect(guideOf(letter).meaning).toContain("outlet's queue");
  });

  it("cleans what is anybody's text", () => {
    const code = "x\u001b[31m\u202e";
    const letter = deadLetterOf({ ...given, attributes: reasonAttributes({ ...reason, code, message: code }) });
    expect(`${letter.reason}${letter.message}`).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });

  it("goes back as it is", () => {
    const stamp = { at: Date.parse("2026-11-20T00:00:00Z"), by: "test", resetAttempts: false };
    expect(replayBody(given, deadLetterOf(given), stamp)).toBe(body);
  });
});

describe("outletGuide()", () => {
  const codes = [
    "http-301",
    "http-400",
    "http-401",
    "http-410",
    "http-503",
    "ECONNREFUSED",
    "private-address",
    "time-out",
  ];
  it.each([
    ...codes,
    "SetupFault",
    "ServiceUnavailable",
    "Throttled",
    "InvalidSettings",
    "undeliverable",
    "received-too-often",
    "constructor",
  ])("says of %s what it means and what mends it", (code) => {
    const { meaning, action, replay } = outletGuide(code);
    expect(`${meaning} ${action}`).toMatch(/^[A-Z].+\. [A-Z`].+\.$/);
    expect(replay).toBe("when-mended");
  });

  it.each(["UnreadableEvent", "too-large"])("advises against a replay of %s", (code) => {
    expect(outletGuide(code).replay).toBe("no");
  });
});
