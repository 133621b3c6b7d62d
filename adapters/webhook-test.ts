import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { TestAnswer, testRequest } from "#domain/webhook/webhook-test.ts";
import type { ClientSettings } from "./client-settings.ts";
import { sdkCall } from "./sdk-call.ts";

/** Lets the function that sends webhooks send a test: with its keys, from where it runs. */
export function webhookTest(
  functionName: string,
  settings: ClientSettings,
  // The function may wait 10 s for the receiver, twice.
  client = new LambdaClient({ ...settings, maxAttempts: 1, requestHandler: { requestTimeout: 60_000 } }),
): () => Promise<TestAnswer> {
  return async () => {
    const Payload = Buffer.from(JSON.stringify(testRequest));
    const command = new InvokeCommand({ FunctionName: functionName, Payload });
    const answer = await sdkCall("lambda:InvokeFunction", () => client.send(command));
    const text = Buffer.from(answer.Payload ?? []).toString("utf8");
    const told = answer.FunctionError === undefined ? TestAnswer.safeParse(JSON.parse(text)) : undefined;
    if (told?.success) return told.data;
    throw new Error(`Cannot test the webhook: the function failed, its log says why (${functionName})`);
  };
}
