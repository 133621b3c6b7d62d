import { describe, expect, it } from "vitest";
import { deadLetterOf } from "#cli/dead-letters.ts";
import { anExecutionEndedEvent, anImportedEvent, aReplayEnvelope } from "#test/builders/event.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const input = JSON.stringify({ v: 1, groups: [{ principals: [], findings: [aSlimFinding({ id: "left" })] }] });
const imported = "arn:aws:guardduty:eu-west-1:111122223333:detector/0a1b2c3d4e5f/finding/f1";

describe("deadLetterOf()", () => {
  it.each([
    {
      what: "a parked finding",
      body: aReplayEnvelope({ finding: aSlimFinding({ id: "f-9" }) }),
      reason: "service-unavailable",
      ids: ["f-9"],
    },
    { what: "a rejected message", body: aReplayEnvelope({ raw: "{" }), reason: "service-unavailable", ids: [] },
    {
      what: "what EventBridge could not deliver",
      body: anImportedEvent(),
      code: "NO_PERMISSIONS",
      reason: "NO_PERMISSIONS",
      ids: [imported],
    },
    { what: "what SQS gave up", body: anImportedEvent(), reason: "received-too-often", ids: [imported] },
    {
      what: "an execution that failed",
      body: anExecutionEndedEvent({ input }),
      reason: "workflow-failed",
      ids: ["left"],
    },
    {
      what: "one whose input is left out",
      body: anExecutionEndedEvent({ input: undefined }),
      reason: "workflow-failed",
      ids: [],
    },
    { what: "JSON of any kind", body: [1], reason: "received-too-often", ids: [] },
  ])("tells $what", ({ body, code, reason, ids }) => {
    const letter = deadLetterOf(JSON.stringify(body), code);
    expect({ reason: letter.reason, ids: letter.findings.map(({ id }) => id) }).toEqual({ reason, ids });
  });

  it("takes what is no JSON", () => {
    expect(deadLetterOf("{", undefined)).toEqual({ reason: "received-too-often", findings: [] });
  });
});
