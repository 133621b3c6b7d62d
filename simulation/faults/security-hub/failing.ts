import { ServiceError } from "#local/service.ts";
import { limitExceeded } from "#local/services/security-hub/errors.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import type { FaultKind } from "../fault-kind.ts";
import { isCall, placeOf, requestFault } from "../request-fault.ts";

const row = 66;
const secondMs = 1_000;
const failure = new ServiceError("InternalException", 500, "The request was not processed");

const securityHubThrottles = requestFault({
  name: "security-hub-throttles",
  row,
  what: "Security Hub answers LimitExceededException to GetFindings or BatchUpdateFindings",
  concerns: isCall("SecurityHub"),
  fate: (_chance, { operation }) => ({ refuse: limitExceeded(operation) }),
});

const securityHubFails = requestFault({
  name: "security-hub-fails",
  row,
  what: "Security Hub answers InternalException to GetFindings or BatchUpdateFindings, and does nothing",
  concerns: isCall("SecurityHub"),
  fate: () => ({ refuse: failure }),
});

const updateAnswerLost = requestFault({
  name: "update-answer-lost",
  row,
  what: "Security Hub updates the findings and the answer gets lost: InternalException, or none at all",
  concerns: isCall("SecurityHub", "BatchUpdateFindings"),
  fate: (chance) => ({ lose: chance.happens(0.5) ? "timeout" : failure }),
});

const securityHubAnswersLate = requestFault({
  name: "security-hub-answers-late",
  row,
  what: "an answer of Security Hub takes up to 30 seconds, or never comes",
  concerns: isCall("SecurityHub"),
  fate(chance) {
    const slowMs = chance.integer(100, 30 * secondMs);
    return slowMs < 10 * secondMs ? { slowMs } : { lose: "timeout" };
  },
});

/** The calls that others make: they change nothing, and cost a call each. */
const calls = {
  GetFindings: { MaxResults: 1 },
  BatchUpdateFindings: {
    FindingIdentifiers: [{ Id: "none", ProductArn: "arn:aws:securityhub:eu-west-1::product/aws/none" }],
    Workflow: { Status: "NOTIFIED" },
  },
} as const;

const securityHubRateTaken: FaultKind = {
  name: "security-hub-rate-taken",
  row,
  what: "for up to two minutes another tool uses up the account's calls: three GetFindings and ten BatchUpdateFindings a second",
  arm: ({ chance, intensity, strike, cloud }) => {
    let busyUntilMs = 0;
    return {
      hooks: {
        request(request) {
          if (!isCall("SecurityHub", "GetFindings", "BatchUpdateFindings")(request)) return undefined;
          const happens = chance.happens(intensity);
          const lastsMs = chance.integer(1, 120) * secondMs;
          const nowMs = cloud().clock.now();
          if (nowMs >= busyUntilMs && happens && strike(placeOf(request))) busyUntilMs = nowMs + lastsMs;
          if (nowMs < busyUntilMs)
            useUp(cloud(), request.operation === "GetFindings" ? "GetFindings" : "BatchUpdateFindings");
          return undefined;
        },
      },
    };
  },
};

/** More calls than any rate allows at once. */
const callsMax = 50;

function useUp(cloud: SimulatedCloud, operation: keyof typeof calls): void {
  try {
    for (let count = 0; count < callsMax; count++) cloud.call("SecurityHub", operation, calls[operation]);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}

export const failingFaults: readonly FaultKind[] = [
  securityHubThrottles,
  securityHubRateTaken,
  securityHubFails,
  updateAnswerLost,
  securityHubAnswersLate,
];
