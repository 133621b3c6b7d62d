import type { FaultKind } from "../fault-kind.ts";
import { answerFault, isCall } from "../request-fault.ts";
import { itemsOf } from "./indicator-pages.ts";

const row = 63;
const concerns = isCall("Detective", "ListIndicators");

const indicatorsNone = answerFault({
  name: "indicators-none",
  row,
  what: "ListIndicators answers no item at all, whatever the severity",
  concerns,
  change: (answer, chance) => {
    const { Indicators: _, NextToken: __, ...rest } = answer;
    return chance.happens(0.5) ? rest : { ...rest, Indicators: [] };
  },
});

const strange = [
  { IndicatorType: "UNUSUAL_SERVICE", IndicatorDetail: { UnusualServiceDetail: { Service: "bedrock" } } },
  { IndicatorType: "NEW_ASO" },
  { IndicatorType: "TTP_OBSERVED", IndicatorDetail: { TTPsObservedDetail: {} } },
  {},
] as const;

const indicatorTypeUnknown = answerFault({
  name: "indicator-type-unknown",
  row,
  what: "ListIndicators answers an indicator of a type that is not in the model, or without its detail",
  concerns,
  change: (answer, chance) => ({ ...answer, Indicators: [...itemsOf(answer), chance.pick(strange)] }),
});

export const indicatorItemFaults: readonly FaultKind[] = [indicatorsNone, indicatorTypeUnknown];
