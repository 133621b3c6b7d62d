import type { Indicator as SdkIndicator } from "@aws-sdk/client-detective";
import type { Indicator } from "#domain/investigation.ts";

/**
 * Detective's indicator in our words. A type that is new to us, or whose detail is missing, is `unknown`.
 * @see https://docs.aws.amazon.com/detective/latest/APIReference/API_IndicatorDetail.html
 */
export function indicatorOf({ IndicatorType: type, IndicatorDetail: detail = {} }: SdkIndicator): Indicator {
  const unknown = { kind: "unknown", type: type ?? "none" } as const;
  return ttp(detail) ?? place(detail) ?? novelty(detail) ?? relation(detail) ?? unknown;
}

type Detail = NonNullable<SdkIndicator["IndicatorDetail"]>;

function ttp({ TTPsObservedDetail: seen }: Detail): Indicator | undefined {
  if (!seen) return undefined;
  return {
    kind: "ttp",
    tactic: seen.Tactic,
    technique: seen.Technique,
    procedure: seen.Procedure,
    ipAddress: seen.IpAddress,
    api: seen.APIName,
    successes: seen.APISuccessCount,
    failures: seen.APIFailureCount,
  };
}

function place({ ImpossibleTravelDetail: seen, FlaggedIpAddressDetail: flagged }: Detail): Indicator | undefined {
  if (flagged) return { kind: "flagged-address", ipAddress: flagged.IpAddress, reason: flagged.Reason };
  if (!seen) return undefined;
  return {
    kind: "impossible-travel",
    startingIpAddress: seen.StartingIpAddress,
    endingIpAddress: seen.EndingIpAddress,
    startingLocation: seen.StartingLocation,
    endingLocation: seen.EndingLocation,
    hours: seen.HourlyTimeDelta,
  };
}

function novelty({ NewGeolocationDetail: where, NewAsoDetail: aso, NewUserAgentDetail: agent }: Detail) {
  if (where) {
    const { Location: location, IpAddress: ipAddress, IsNewForEntireAccount: newForAccount } = where;
    return { kind: "new-geolocation", location, ipAddress, newForAccount } as const;
  }
  if (aso) return { kind: "new-aso", aso: aso.Aso, newForAccount: aso.IsNewForEntireAccount } as const;
  if (agent) {
    return { kind: "new-user-agent", userAgent: agent.UserAgent, newForAccount: agent.IsNewForEntireAccount } as const;
  }
  return undefined;
}

function relation({ RelatedFindingDetail: finding, RelatedFindingGroupDetail: group }: Detail) {
  if (finding) {
    return { kind: "related-finding", arn: finding.Arn, type: finding.Type, ipAddress: finding.IpAddress } as const;
  }
  return group ? ({ kind: "related-finding-group", id: group.Id } as const) : undefined;
}
