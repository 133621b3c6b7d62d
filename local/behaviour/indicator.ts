import { isRecord, type JsonRecord } from "../services/request/record.ts";
import type { Problems } from "./problems.ts";
import { type IndicatorType, indicatorTypes, type PlannedIndicator } from "./shape.ts";

/** The member of IndicatorDetail that holds the detail of each type. */
export const detailMembers: Readonly<Record<IndicatorType, string>> = {
  TTP_OBSERVED: "TTPsObservedDetail",
  IMPOSSIBLE_TRAVEL: "ImpossibleTravelDetail",
  FLAGGED_IP_ADDRESS: "FlaggedIpAddressDetail",
  NEW_GEOLOCATION: "NewGeolocationDetail",
  NEW_ASO: "NewAsoDetail",
  NEW_USER_AGENT: "NewUserAgentDetail",
  RELATED_FINDING: "RelatedFindingDetail",
  RELATED_FINDING_GROUP: "RelatedFindingGroupDetail",
};

/**
 * The indicators of a plan. Each is `"NEW_ASO"` (detail made up), `{"NEW_ASO": {"Aso": "…"}}`,
 * or the answer's own shape `{"IndicatorType": "NEW_ASO", "IndicatorDetail": {"NewAsoDetail": {"Aso": "…"}}}`.
 */
export function checkIndicators(value: unknown, path: string, problems: Problems): PlannedIndicator[] | undefined {
  if (value === undefined) return undefined;
  return problems.list(value, path).flatMap((item, at) => checkIndicator(item, `${path}[${at}]`, problems) ?? []);
}

function checkIndicator(value: unknown, path: string, problems: Problems): PlannedIndicator | undefined {
  if (isRecord(value) && "IndicatorType" in value) return fullIndicator(value, path, problems);
  if (isRecord(value) && Object.keys(value).length === 1) return shortIndicator(value, path, problems);
  const type = problems.choice(value, path, indicatorTypes);
  return type && { IndicatorType: type };
}

function fullIndicator(value: JsonRecord, path: string, problems: Problems): PlannedIndicator | undefined {
  problems.object(value, path, ["IndicatorType", "IndicatorDetail"]);
  const type = problems.choice(value["IndicatorType"], `${path}.IndicatorType`, indicatorTypes);
  if (!type || value["IndicatorDetail"] === undefined) return type && { IndicatorType: type };
  const known = Object.values(detailMembers);
  return {
    IndicatorType: type,
    IndicatorDetail: problems.object(value["IndicatorDetail"], `${path}.IndicatorDetail`, known),
  };
}

function shortIndicator(value: JsonRecord, path: string, problems: Problems): PlannedIndicator | undefined {
  const [[name, detail] = []] = Object.entries(value);
  const type = problems.choice(name, path, indicatorTypes);
  if (!type) return undefined;
  return {
    IndicatorType: type,
    IndicatorDetail: { [detailMembers[type]]: problems.object(detail, `${path}.${type}`) },
  };
}
