import { request as httpsRequest } from "node:https";
import type { AnswerStack } from "#domain/custom-resource.ts";
import type { Clock } from "#domain/ports.ts";
import { clock as machineClock } from "./clock.ts";

export interface StackAnswerOptions {
  readonly request?: typeof httpsRequest;
  readonly clock?: Pick<Clock, "sleep">;
  /** Of one try, from the look at the name to the status. */
  readonly timeoutMs?: number;
}

const triesMax = 4;
const pauseMs = 2_000;

/**
 * Puts answers to the presigned URLs that CloudFormation gives. The URL is signed for no content type at all, and a redirect leads nowhere.
 * @see docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html (read 2026-12-01)
 */
export function stackAnswer({
  request = httpsRequest,
  clock = machineClock,
  timeoutMs = 8_000,
}: StackAnswerOptions = {}): AnswerStack {
  const put = (url: string, body: string) =>
    new Promise<number>((resolve) => {
      const headers = { "content-type": "", "content-length": String(Buffer.byteLength(body)) };
      const sent = request(url, { method: "PUT", headers, signal: AbortSignal.timeout(timeoutMs) });
      sent.once("response", (response) => {
        response.on("error", () => {}).resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on("error", () => resolve(0));
      sent.once("close", () => resolve(0));
      sent.end(body);
    });
  return async (url, answer) => {
    const body = JSON.stringify(answer);
    let status = 0;
    for (let tries = 1; tries <= triesMax; tries++) {
      status = await put(url, body);
      if (status >= 200 && status < 300) return;
      if (tries < triesMax) await clock.sleep(pauseMs * tries);
    }
    throw new Error(`Cannot answer CloudFormation: status ${status} at each of ${triesMax} tries, 2xx is wanted`);
  };
}
