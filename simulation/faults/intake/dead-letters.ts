import { ServiceError } from "#local/service.ts";
import { memberOf } from "#local/services/request/record.ts";
import type { FaultKind } from "../fault-kind.ts";
import { requestFault, rewriting } from "../request-fault.ts";
import { withBadRecords } from "./bad-record-story.ts";
import { isDeadLetterSend } from "./dead-letter-send.ts";

const row = 15;

const refusals: readonly [ServiceError, ...ServiceError[]] = [
  new ServiceError("AccessDenied", 403, "Access to the resource is denied"),
  new ServiceError("QueueDoesNotExist", 400, "The specified queue does not exist"),
  new ServiceError("KmsDisabled", 400, "The key is disabled"),
  new ServiceError("OverLimit", 403, "Too many messages"),
  new ServiceError("RequestThrottled", 400, "Rate exceeded"),
  new ServiceError("ServiceUnavailable", 503, "Service is unavailable"),
];

/** The fault, and messages that cannot be read: without something to park nothing could fail. */
function withSomethingToPark(kind: FaultKind): FaultKind {
  return { ...kind, arm: (stage) => ({ ...kind.arm(stage), story: (story) => withBadRecords(stage, story) }) };
}

const deadLettersRefused = requestFault({
  name: "dead-letters-refused",
  row,
  what: "the dead-letter queue takes nothing from a function: denied, gone, its key disabled, throttled or down",
  concerns: isDeadLetterSend,
  fate: (chance) => ({ refuse: chance.pick(refusals) }),
});

const deadLetterAnswerLost = requestFault({
  name: "dead-letter-answer-lost",
  row,
  what: "the dead-letter queue takes the messages and the function does not hear of it",
  concerns: isDeadLetterSend,
  fate: (chance) => ({ lose: chance.happens(0.5) ? "timeout" : new ServiceError("InternalError", 500, "Try again") }),
});

/** The service takes what is left of the request; the answer names the rest as failed. */
const deadLettersRefusedInPart: FaultKind = {
  name: "dead-letters-refused-in-part",
  row,
  what: "the dead-letter queue takes some messages of a request and names the others as failed",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      request(request) {
        if (!isDeadLetterSend(request)) return undefined;
        const happens = chance.happens(intensity);
        const entries = memberOf(request.input, "Entries");
        if (!Array.isArray(entries)) return undefined;
        const failed = entries.filter(() => chance.happens(0.5));
        // A request for nothing at all would be refused as a whole.
        if (!happens || failed.length === 0 || failed.length === entries.length) return undefined;
        if (!strike("sqs:SendMessageBatch")) return undefined;
        const taken = entries.filter((entry) => !failed.includes(entry));
        const Failed = failed.map((entry) => ({
          Id: memberOf(entry, "Id"),
          SenderFault: false,
          Code: "InternalError",
        }));
        return {
          input: { ...(request.input as object), Entries: taken },
          rewrite: rewriting((answer) => ({ ...answer, Failed })),
        };
      },
    },
  }),
};

const mayNot = new ServiceError("AccessDeniedException", 403, "The role of the workflow may not do that");

const workflowCannotPark: FaultKind = {
  name: "workflow-cannot-park",
  row,
  what: "the workflow may neither invoke enrich nor park what enrich should have written: its role was changed",
  arm({ chance, intensity, strike }) {
    // A role stays as it is for longer than an execution tries.
    const isDenied = new Map<unknown, boolean>();
    return {
      hooks: {
        task({ resource, stateName, input }) {
          const parks = resource.includes("sqs:sendMessage");
          if (!parks && stateName !== "Enrich findings") return undefined;
          const executionArn = memberOf(parks ? memberOf(input, "MessageBody") : input, "executionArn");
          const denied = isDenied.get(executionArn) ?? chance.happens(intensity);
          isDenied.set(executionArn, denied);
          return denied && strike(`workflow:${stateName}`) ? { refuse: mayNot } : undefined;
        },
      },
    };
  },
};

export const deadLetterFaults: readonly FaultKind[] = [
  withSomethingToPark(deadLettersRefused),
  deadLettersRefusedInPart,
  withSomethingToPark(deadLetterAnswerLost),
  workflowCannotPark,
];
