import type { SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { outletDeadLettersAdapter } from "#adapters/outlet-dead-letters.ts";
import { SetupFault } from "#domain/errors.ts";
import { reasonIn } from "#domain/outlet-reason.ts";
import { anIntakeMessage } from "#test/builders/ports.ts";
import { failing, fakeClient } from "./fake-client.ts";

const url = "https://sqs.example/dead";
const reason = { code: "http-410", message: "Cannot hand the event out: the receiver answered 410", tries: 1 };

describe("park()", () => {
  it("sends the body as it is, with the reason beside it", async () => {
    const client = fakeClient<SQSClient>({ SendMessage: () => ({}) });
    await outletDeadLettersAdapter(url, client).park(anIntakeMessage("m1", '{"a":1}'), reason);
    const [[, sent] = []] = client.calls;
    expect(sent).toMatchObject({ QueueUrl: url, MessageBody: '{"a":1}' });
    const attributes = Object.entries(sent?.["MessageAttributes"] as Record<string, { StringValue: string }>);
    expect(reasonIn(Object.fromEntries(attributes.map(([name, { StringValue }]) => [name, StringValue])))).toEqual(
      reason,
    );
  });

  it("fails as every adapter does", async () => {
    const client = fakeClient<SQSClient>({ SendMessage: failing("AccessDenied") });
    await expect(outletDeadLettersAdapter(url, client).park(anIntakeMessage("m1", "{}"), reason)).rejects.toThrow(
      SetupFault,
    );
  });
});
