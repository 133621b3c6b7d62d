import type { PrincipalBehaviour } from "#local/behaviour.ts";
import { memberOf } from "#local/services/request/record.ts";
import type { Chance } from "../../chance.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";
import { answerFault, isCall, placeOf, rewriting } from "../request-fault.ts";

interface Ending extends Pick<FaultKind, "name" | "row" | "what"> {
  readonly plan: PrincipalBehaviour;
  /** Whether all investigations of a principal go alike, or each as it comes. */
  readonly alike: boolean;
}

/** Investigations that go another way than well: each that starts with the probability of the intensity. */
function endingFault({ plan, alike, ...about }: Ending): FaultKind {
  return {
    ...about,
    arm: ({ chance, intensity, strike }) => ({
      hooks: {
        investigation(entityArn) {
          const own: Chance = alike ? chance.fork(entityArn) : chance;
          return own.happens(intensity) && strike("detective:StartInvestigation") ? plan : undefined;
        },
      },
    }),
  };
}

const investigationFails = endingFault({
  name: "investigation-fails",
  row: 58,
  what: "an investigation ends FAILED",
  plan: { statuses: ["FAILED"] },
  alike: false,
});

const investigationsKeepFailing = endingFault({
  name: "investigations-keep-failing",
  row: 58,
  what: "every investigation of a principal ends FAILED",
  plan: { statuses: ["FAILED"] },
  alike: true,
});

const investigationNeverEnds = endingFault({
  name: "investigation-never-ends",
  row: 59,
  what: "an investigation stays RUNNING for good",
  plan: { durationSeconds: "never" },
  alike: false,
});

const running = (about: Readonly<Record<string, unknown>>) => {
  if (memberOf(about, "Status") !== "SUCCESSFUL" && memberOf(about, "Status") !== "FAILED") return undefined;
  const { Severity: _, ...rest } = about;
  return { ...rest, Status: "RUNNING" };
};

const investigationRunsAgain = answerFault({
  name: "investigation-runs-again",
  row: 59,
  what: "Detective says RUNNING of an investigation that has ended, whatever it said before",
  concerns: isCall("Detective", "GetInvestigation"),
  change: running,
});

const investigationStatusUnknown: FaultKind = {
  name: "investigation-status-unknown",
  row: 59,
  what: "an investigation has a status that is not in the model, and keeps it",
  arm: ({ chance, intensity, strike }: Stage) => ({
    hooks: {
      request(request) {
        if (!isCall("Detective", "GetInvestigation")(request)) return undefined;
        const own = chance.fork(String(memberOf(request.input, "InvestigationId")));
        if (!own.happens(intensity)) return undefined;
        const Status = own.pick(["PAUSED", "CANCELLED", "", "successful"]);
        return {
          rewrite: rewriting(
            (answer) => ({ ...answer, Status }),
            () => strike(placeOf(request)),
          ),
        };
      },
    },
  }),
};

const investigationSeverityUnknown = answerFault({
  name: "investigation-severity-unknown",
  row: 59,
  what: "a successful investigation has a severity that is not in the model, or none",
  concerns: isCall("Detective", "GetInvestigation"),
  change(answer, chance) {
    const Severity = chance.pick(["SEVERE", "high", undefined]);
    return memberOf(answer, "Status") === "SUCCESSFUL" ? { ...answer, Severity } : undefined;
  },
});

export const endingFaults: readonly FaultKind[] = [
  investigationFails,
  investigationsKeepFailing,
  investigationNeverEnds,
  investigationRunsAgain,
  investigationStatusUnknown,
  investigationSeverityUnknown,
];
