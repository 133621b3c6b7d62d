import { ServiceError } from "#local/service.ts";
import type { FaultKind } from "../fault-kind.ts";
import { momentsOf, withActs } from "../moments.ts";
import { isCall, requestFault } from "../request-fault.ts";

const row = 57;
const minuteMs = 60_000;
const failure = new ServiceError("InternalServerException", 500, "The request was not processed");

const detectiveFails = requestFault({
  name: "detective-fails",
  row,
  what: "Detective answers InternalServerException to a call of any operation, and does nothing",
  concerns: isCall("Detective"),
  fate: () => ({ refuse: failure }),
});

const startAnswerLost = requestFault({
  name: "start-answer-lost",
  row,
  what: "Detective starts the investigation and the answer gets lost: InternalServerException, or none at all",
  concerns: isCall("Detective", "StartInvestigation"),
  fate: (chance) => ({ lose: chance.happens(0.5) ? "timeout" : failure }),
});

const startArrivesLate = requestFault({
  name: "start-arrives-late",
  row,
  what: "StartInvestigation reaches Detective up to two minutes after its caller has given up",
  concerns: isCall("Detective", "StartInvestigation"),
  fate: (chance) => ({ lateMs: chance.integer(1, 120_000) }),
});

const detectiveAnswersLate = requestFault({
  name: "detective-answers-late",
  row,
  what: "an answer of Detective takes up to 30 seconds, or never comes",
  concerns: isCall("Detective"),
  fate: (chance) => {
    const slowMs = chance.integer(100, 30_000);
    return slowMs < 10_000 ? { slowMs } : { lose: "timeout" };
  },
});

const detectiveOutage: FaultKind = {
  name: "detective-outage",
  row,
  what: "Detective is out of order for 1 to 90 minutes, once or several times as the intensity says",
  arm: (stage) => ({
    story(story) {
      const { chance, strike } = stage;
      const outages = momentsOf(stage, story).map((atMs) => ({ atMs, lastsMs: chance.integer(1, 90) * minuteMs }));
      return withActs(
        story,
        outages.map(({ atMs, lastsMs }) => ({
          atMs,
          what: "Detective goes out of order",
          play: ({ services }) => {
            if (strike("detective")) services.Detective.outage(atMs, atMs + lastsMs);
          },
        })),
      );
    },
  }),
};

export const failingFaults: readonly FaultKind[] = [
  detectiveFails,
  startAnswerLost,
  startArrivesLate,
  detectiveAnswersLate,
  detectiveOutage,
];
