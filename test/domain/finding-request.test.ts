import { describe, expect, it } from "vitest";
import { readMessage } from "#domain/event.ts";
import { actionRequest, importedRequest } from "#domain/finding-request.ts";
import { anAsffFinding } from "#test/builders/finding.ts";

const sender = {
  accountId: "111122223333",
  region: "eu-west-1",
  at: Date.parse("2026-03-04T10:30:00.000Z"),
  eventId: "7a1f0c52-0000-4000-8000-000000000001",
};
const action = "arn:aws:securityhub:eu-west-1:111122223333:action/custom/Investigate";

describe("importedRequest()", () => {
  it("is what ingest reads as an imported finding, which its coverage applies to", () => {
    const request = importedRequest(anAsffFinding(), sender);
    if (request.kind !== "readable") throw new Error("a readable request is wanted");
    expect(readMessage(request.message.bare)).toEqual({ kind: "findings", findings: [request.finding], rejected: [] });
    expect(request.finding).toMatchObject({ origin: "imported", requested: false, attempt: 0 });
  });

  it("tells why when ingest would reject the finding", () => {
    const request = importedRequest({ ...anAsffFinding(), AwsAccountId: "nobody" }, sender);
    expect(request).toMatchObject({ kind: "unreadable", rejection: { reason: "invalid-finding" } });
  });
});

describe("actionRequest()", () => {
  it("is what ingest reads as asked for, covered or not", () => {
    expect(actionRequest(anAsffFinding(), action, sender)).toMatchObject({
      kind: "readable",
      finding: { origin: "custom-action", requested: true },
    });
  });
});
