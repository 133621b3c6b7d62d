import type { PlannedIndicator } from "#local/behaviour/shape.ts";
import type { FaultKind } from "../fault-kind.ts";
import { invocationFault } from "../functions/invocation-fault.ts";

const payloadBytesMax = 256 * 1024;

const indicatorsHuge: FaultKind = {
  name: "indicators-huge",
  row: 49,
  what: "an investigation finds hundreds of indicators with a thousand characters each",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      investigation() {
        const happens = chance.happens(intensity);
        const count = chance.pick([101, 201]);
        const characters = chance.pick([200, 1_000]);
        if (!happens || !strike("detective:ListIndicators")) return undefined;
        return { indicators: Array.from({ length: count }, (_, at) => hugeIndicator(at, characters)) };
      },
    },
  }),
};

function hugeIndicator(at: number, characters: number): PlannedIndicator {
  const text = `"\\\u0000\u{1F575}${at}`.padEnd(characters, "€");
  if (at % 2 === 0)
    return { IndicatorType: "NEW_USER_AGENT", IndicatorDetail: { NewUserAgentDetail: { UserAgent: text } } };
  const TTPsObservedDetail = { Tactic: text, Technique: text, Procedure: text, IpAddress: text, APIName: text };
  return { IndicatorType: "TTP_OBSERVED", IndicatorDetail: { TTPsObservedDetail } };
}

const answerTooLarge = invocationFault({
  name: "answer-too-large",
  row: 49,
  what: "a function does its work and answers more than a state may hold: States.DataLimitExceeded",
  fate: (_, functionName) =>
    functionName === "ingest" || functionName === "sweep" ? undefined : { answer: oversized },
});

const oversized = JSON.stringify("x".repeat(payloadBytesMax));

export const largeDataFaults: readonly FaultKind[] = [indicatorsHuge, answerTooLarge];
