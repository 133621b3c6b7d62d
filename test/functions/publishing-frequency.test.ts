import { describe, expect, it } from "vitest";
import type { CustomResourceAnswer } from "#domain/custom-resource.ts";
import { ServiceUnavailable, SetupFault } from "#domain/errors.ts";
import { createHandler } from "#functions/publishing-frequency/handler.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import { FakeClock, FakeLog } from "#test/builders/ports.ts";

const url = "https://cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com/a?X-Amz-Signature=s";

function aRequest(overrides: object = {}) {
  return {
    RequestType: "Create",
    ResponseURL: url,
    StackId: "arn:aws:cloudformation:eu-west-1:111122223333:stack/Gumshoe/1",
    RequestId: "r",
    LogicalResourceId: "PublishingSetting",
    ResourceType: "Custom::GuardDutyPublishing",
    ResourceProperties: { ServiceToken: "arn", Frequency: "FIFTEEN_MINUTES" },
    ...overrides,
  };
}

/** A detector that publishes so often; none: GuardDuty is off. `refuses` is thrown by that many updates. */
function world(publishes: string | undefined, refuses: readonly Error[] = []) {
  const refusals = [...refuses];
  const updates: string[] = [];
  const answers: (CustomResourceAnswer & { readonly url: string })[] = [];
  const [clock, log] = [new FakeClock(), new FakeLog()];
  const handler = createHandler({
    detectors: {
      find: async () => (publishes === undefined ? undefined : { id: "d", publishes }),
      publish: async (id, frequency) => {
        const refusal = refusals.shift();
        if (refusal) throw refusal;
        updates.push(`${id} ${frequency}`);
      },
    },
    answer: async (to, answer) => void answers.push({ url: to, ...answer }),
    clock,
    log,
  });
  const ask = (overrides: object = {}) => handler(aRequest(overrides), anInvocation());
  return { ask, handler, updates, answers, clock, log };
}

describe("publishing-frequency", () => {
  it.each(["Create", "Update"])(
    "sets the frequency on %s, and answers CloudFormation with its own ids",
    async (RequestType) => {
      const { ask, updates, answers, log } = world("SIX_HOURS");
      await ask({ RequestType });
      expect(updates).toEqual(["d FIFTEEN_MINUTES"]);
      const { StackId, RequestId, LogicalResourceId } = aRequest();
      expect(answers).toEqual([
        {
          ...{ url, StackId, RequestId, LogicalResourceId },
          Status: "SUCCESS",
          Reason: "GuardDuty publishes FIFTEEN_MINUTES from now on",
          PhysicalResourceId: "guardduty-publishing",
        },
      ]);
      expect(log.outcomes).toEqual([`publishing-set: ${RequestType.toLowerCase()}`]);
    },
  );

  it("touches nothing that is as it is wanted", async () => {
    const { ask, updates, answers } = world("FIFTEEN_MINUTES");
    await ask();
    expect([updates, answers.map(({ Status }) => Status)]).toEqual([[], ["SUCCESS"]]);
  });

  it("keeps the id of a resource that is there: with another one CloudFormation would delete it", async () => {
    const { ask, answers } = world("SIX_HOURS");
    await ask({ RequestType: "Update", PhysicalResourceId: "earlier" });
    expect(answers).toMatchObject([{ PhysicalResourceId: "earlier" }]);
  });

  it("restores nothing on Delete, and says so", async () => {
    const { ask, updates, answers } = world("FIFTEEN_MINUTES");
    await ask({ RequestType: "Delete", PhysicalResourceId: "guardduty-publishing" });
    expect(updates).toEqual([]);
    expect(answers).toMatchObject([{ Status: "SUCCESS", Reason: expect.stringContaining("is not restored") }]);
  });

  it("can be deleted where GuardDuty is off, and with properties that were refused", async () => {
    const { ask, answers } = world(undefined);
    await ask({ RequestType: "Delete", ResourceProperties: { Frequency: "NEVER" } });
    expect(answers).toMatchObject([{ Status: "SUCCESS" }]);
  });

  it.each([
    ["there is no detector", world(undefined), {}, /^Cannot set .*no detector in this Region.*create-detector/],
    [
      "the frequency is unknown",
      world("SIX_HOURS"),
      { ResourceProperties: { Frequency: "DAILY" } },
      /^Cannot set .*: one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS is wanted$/,
    ],
    [
      "GuardDuty does not answer",
      world("SIX_HOURS", [new ServiceUnavailable("guardduty:UpdateDetector")]),
      {},
      /^Cannot call guardduty:UpdateDetector: /,
    ],
    [
      "it is refused for good",
      world("SIX_HOURS", Array(9).fill(new SetupFault("guardduty:UpdateDetector", "AccessDeniedException: no"))),
      {},
      /guardduty:UpdateDetector.*AccessDeniedException/,
    ],
  ])("answers why it failed when %s: the stack waits for it", async (_, { ask, updates, answers, log }, over, why) => {
    await ask(over);
    expect(updates).toEqual([]);
    expect(answers).toMatchObject([{ Status: "FAILED", Reason: expect.stringMatching(why) }]);
    expect(log.warnings).toMatchObject([{ outcome: "failed", reason: "create" }]);
  });

  it("waits for permissions that were given a moment ago", async () => {
    const fault = new SetupFault("guardduty:UpdateDetector", "AccessDeniedException: not yet");
    const { ask, updates, answers, clock } = world("SIX_HOURS", [fault, fault]);
    const before = clock.now();
    await ask();
    expect([updates.length, answers[0]?.Status, clock.now() - before]).toEqual([1, "SUCCESS", 8_000]);
  });

  it.each([
    "https://attacker.example.com/a",
    "https://attacker.example.com/.amazonaws.com",
    "https://s3.amazonaws.com.example.com/a",
    "https://evilamazonaws.com/a",
    "https://user@s3.amazonaws.com/a",
    "https://s3.amazonaws.com:8443/a",
    "http://s3.amazonaws.com/a",
    "file:///etc/passwd",
    undefined,
  ])("answers nobody at %s, sets nothing, and does not repeat the URL", async (ResponseURL) => {
    const { ask, updates, answers } = world("SIX_HOURS");
    const failure = await ask({ ResponseURL }).catch((error: Error) => error);
    expect([updates, answers]).toEqual([[], []]);
    expect(failure).toMatchObject({ name: "UnreadableRequest", message: expect.not.stringContaining("example") });
  });

  it("answers in China, too", async () => {
    const { ask, answers } = world("SIX_HOURS");
    await ask({ ResponseURL: "https://x.s3.cn-north-1.amazonaws.com.cn/a" });
    expect(answers).toHaveLength(1);
  });

  it("never logs where it answers: the URL is signed", async () => {
    const { ask, log } = world(undefined);
    await ask();
    expect(JSON.stringify([log.lines, log.warnings])).not.toContain("Signature");
  });
});
