import {
  type AnswerStack,
  type CustomResourceAnswer,
  type CustomResourceRequest,
  customResourceAnswer,
  customResourceRequest,
} from "#domain/custom-resource.ts";
import type { Clock, Invocation, Log } from "#domain/ports.ts";
import type { Detectors } from "#domain/publishing-frequency.ts";
import { setFrequency } from "./setting.ts";

export interface PublishingFrequencyPorts {
  readonly detectors: Detectors;
  readonly answer: AnswerStack;
  readonly clock: Pick<Clock, "sleep">;
  readonly log: Log;
}

type Outcome = Pick<CustomResourceAnswer, "Status" | "Reason">;

const physicalId = "guardduty-publishing";
const kept =
  "The detector keeps the frequency it has: what it was set to before is not known, and is not restored. " +
  "Set another one with `aws guardduty update-detector`.";

/** Sets how often GuardDuty publishes, for a resource of the stack. CloudFormation is answered whatever happens: it waits. */
export function createHandler(ports: PublishingFrequencyPorts) {
  const { answer, log } = ports;
  return async (event: unknown, invocation: Invocation): Promise<void> => {
    log.begin(invocation);
    const request = customResourceRequest(event);
    const outcome = await outcomeOf(ports, request);
    await answer(request.ResponseURL, customResourceAnswer(request, physicalId, outcome));
    const reason = request.RequestType.toLowerCase();
    if (outcome.Status === "SUCCESS") log.outcome({ outcome: "publishing-set", reason });
    else log.warn(outcome.Reason, { outcome: "failed", reason });
  };
}

async function outcomeOf(
  ports: PublishingFrequencyPorts,
  { RequestType, ResourceProperties }: CustomResourceRequest,
): Promise<Outcome> {
  if (RequestType === "Delete") return { Status: "SUCCESS", Reason: kept };
  try {
    return { Status: "SUCCESS", Reason: await setFrequency(ports, ResourceProperties["Frequency"]) };
  } catch (error) {
    return { Status: "FAILED", Reason: error instanceof Error ? error.message : "Cannot set the frequency" };
  }
}
