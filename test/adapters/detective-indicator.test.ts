import type { Indicator as SdkIndicator } from "@aws-sdk/client-detective";
import { describe, expect, it } from "vitest";
import { indicatorOf } from "#adapters/detective-indicator.ts";

const ip = "198.51.100.7";
const cases: readonly (readonly [string, SdkIndicator["IndicatorDetail"], object])[] = [
  [
    "TTP_OBSERVED",
    {
      TTPsObservedDetail: {
        Tactic: "Persistence",
        Technique: "T1098",
        APIName: "CreateUser",
        APISuccessCount: 2,
        IpAddress: ip,
      },
    },
    { kind: "ttp", tactic: "Persistence", technique: "T1098", api: "CreateUser", successes: 2, ipAddress: ip },
  ],
  [
    "IMPOSSIBLE_TRAVEL",
    { ImpossibleTravelDetail: { StartingLocation: "Lisbon", EndingLocation: "Singapore", HourlyTimeDelta: 3 } },
    { kind: "impossible-travel", startingLocation: "Lisbon", endingLocation: "Singapore", hours: 3 },
  ],
  [
    "FLAGGED_IP_ADDRESS",
    { FlaggedIpAddressDetail: { IpAddress: ip, Reason: "AWS_THREAT_INTELLIGENCE" } },
    { kind: "flagged-address", ipAddress: ip, reason: "AWS_THREAT_INTELLIGENCE" },
  ],
  [
    "NEW_GEOLOCATION",
    { NewGeolocationDetail: { Location: "Lisbon", IpAddress: ip, IsNewForEntireAccount: true } },
    { kind: "new-geolocation", location: "Lisbon", ipAddress: ip, newForAccount: true },
  ],
  ["NEW_ASO", { NewAsoDetail: { Aso: "EXAMPLE-NET" } }, { kind: "new-aso", aso: "EXAMPLE-NET" }],
  ["NEW_USER_AGENT", { NewUserAgentDetail: { UserAgent: "curl" } }, { kind: "new-user-agent", userAgent: "curl" }],
  [
    "RELATED_FINDING",
    { RelatedFindingDetail: { Arn: "a", Type: "t" } },
    { kind: "related-finding", arn: "a", type: "t" },
  ],
  ["RELATED_FINDING_GROUP", { RelatedFindingGroupDetail: { Id: "g" } }, { kind: "related-finding-group", id: "g" }],
  ["TELEPATHY", {}, { kind: "unknown", type: "TELEPATHY" }],
];

describe("indicatorOf()", () => {
  it.each(cases)("reads %s", (type, IndicatorDetail, expected) => {
    const indicator = { IndicatorType: type, IndicatorDetail } as SdkIndicator;
    expect(JSON.parse(JSON.stringify(indicatorOf(indicator)))).toEqual(expected);
  });

  it("counts an indicator that tells nothing", () => {
    expect(indicatorOf({})).toEqual({ kind: "unknown", type: "none" });
  });
});
