import { detailMembers } from "../../behaviour/indicator.ts";
import { type IndicatorType, indicatorTypes, type PlannedIndicator, type Severity } from "../../behaviour/shape.ts";
import type { Dice } from "../request/dice.ts";
import { hexDigest } from "../request/digest.ts";
import { networks, places, procedures, relatedTypes, userAgents } from "./evidence-tables.ts";

/** What the made-up evidence is about. */
export interface Scene {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  readonly severity: Severity;
}

/** How much is found, by severity: at least, and up to how many more. */
const amounts: Readonly<Record<Severity, readonly [min: number, spread: number]>> = {
  INFORMATIONAL: [0, 3],
  LOW: [1, 5],
  MEDIUM: [4, 9],
  HIGH: [9, 14],
  CRITICAL: [16, 18],
};
/** One principal in 25 is busy: its indicators fill two or three pages. */
const busyOneIn = 25;

// Tactics and user agents come in larger numbers than the other types.
const weights: readonly IndicatorType[] = [...indicatorTypes, "TTP_OBSERVED", "TTP_OBSERVED", "NEW_USER_AGENT"];

/** Made-up indicators for one principal: more of them the more severe the verdict. */
export function indicatorsOf(scene: Scene, dice: Dice): readonly PlannedIndicator[] {
  const [min, spread] = amounts[scene.severity];
  const busy = dice.below(busyOneIn) === 0;
  const count = busy ? 120 + dice.below(160) : min + dice.below(spread);
  return Array.from({ length: count }, () => detailed({ IndicatorType: dice.pick(weights) }, scene, dice));
}

/** The indicator with a detail: its own, or a made-up one that fits its type. */
export function detailed(indicator: PlannedIndicator, scene: Scene, dice: Dice): PlannedIndicator {
  if (indicator.IndicatorDetail) return indicator;
  const type = indicator.IndicatorType;
  return { IndicatorType: type, IndicatorDetail: { [detailMembers[type]]: details[type](scene, dice) } };
}

type Detail = (scene: Scene, dice: Dice) => Readonly<Record<string, unknown>>;

const details: Readonly<Record<IndicatorType, Detail>> = {
  TTP_OBSERVED: (_, dice) => {
    const { tactic, technique, procedure, api } = dice.pick(procedures);
    return {
      Tactic: tactic,
      Technique: technique,
      Procedure: procedure,
      IpAddress: address(dice),
      APIName: api,
      APISuccessCount: dice.below(60),
      APIFailureCount: dice.below(25),
    };
  },
  IMPOSSIBLE_TRAVEL: (_, dice) => {
    const from = dice.below(places.length);
    const to = (from + 1 + dice.below(places.length - 1)) % places.length;
    return {
      StartingIpAddress: address(dice),
      EndingIpAddress: address(dice),
      StartingLocation: places[from],
      EndingLocation: places[to],
      HourlyTimeDelta: 1 + dice.below(4),
    };
  },
  FLAGGED_IP_ADDRESS: (_, dice) => ({ IpAddress: address(dice), Reason: "AWS_THREAT_INTELLIGENCE" }),
  NEW_GEOLOCATION: (_, dice) => ({ Location: dice.pick(places), IpAddress: address(dice), ...newness(dice) }),
  NEW_ASO: (_, dice) => ({ Aso: dice.pick(networks), ...newness(dice) }),
  NEW_USER_AGENT: (_, dice) => ({ UserAgent: dice.pick(userAgents), ...newness(dice) }),
  RELATED_FINDING: (scene, dice) => ({
    Arn: findingArn(scene, dice),
    Type: dice.pick(relatedTypes),
    IpAddress: address(dice),
  }),
  RELATED_FINDING_GROUP: ({ accountId, region }, dice) => ({
    Id: hexDigest(32, "finding group", accountId, region, `${dice.below(1000)}`),
  }),
};

const newness = (dice: Dice) => ({ IsNewForEntireAccount: dice.below(3) === 0 });

/** An address of the blocks reserved for documentation (RFC 5737): nobody's. */
function address(dice: Dice): string {
  return `${dice.pick(["192.0.2", "198.51.100", "203.0.113"])}.${1 + dice.below(254)}`;
}

function findingArn({ partition, accountId, region }: Scene, dice: Dice): string {
  const detector = hexDigest(32, "detector", accountId, region);
  const finding = hexDigest(32, "finding", accountId, region, `${dice.below(100_000)}`);
  return `arn:${partition}:guardduty:${region}:${accountId}:detector/${detector}/finding/${finding}`;
}
