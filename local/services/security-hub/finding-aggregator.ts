import type { Operation, World } from "../../service.ts";
import { hexDigest } from "../request/digest.ts";
import { Input } from "../request/input.ts";
import { invalidInput, quotaExceeded, resourceNotFound } from "./errors.ts";
import type { SecurityHubState } from "./state.ts";

const modes = ["ALL_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED", "SPECIFIED_REGIONS", "NO_REGIONS"] as const;

/** Cross-Region aggregation: told and changed here, but findings of every Region reach the world's Region all the same. */
interface FindingAggregator {
  readonly FindingAggregatorArn: string;
  readonly FindingAggregationRegion: string;
  readonly RegionLinkingMode: (typeof modes)[number];
  readonly Regions: readonly string[];
}

/** The account's aggregators by ARN: none or one. */
export type FindingAggregators = Map<string, FindingAggregator>;

/** All Regions are linked to the world's. */
export function findingAggregators(world: World): FindingAggregators {
  const aggregator = made(world, world.region, "ALL_REGIONS", []);
  return new Map([[aggregator.FindingAggregatorArn, aggregator]]);
}

function made(
  { partition, accountId }: World,
  region: string,
  RegionLinkingMode: FindingAggregator["RegionLinkingMode"],
  Regions: readonly string[],
): FindingAggregator {
  const id = hexDigest(32, "aggregator", accountId, region).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  return {
    FindingAggregatorArn: `arn:${partition}:securityhub:${region}:${accountId}:finding-aggregator/${id}`,
    FindingAggregationRegion: region,
    RegionLinkingMode,
    Regions,
  };
}

/** List-, Get-, Create-, Update- and DeleteFindingAggregator. */
export function findingAggregatorOperations({
  world,
  aggregators,
}: SecurityHubState): Readonly<Record<string, Operation>> {
  const named = (input: Input): FindingAggregator => {
    const arn = input.text("FindingAggregatorArn", { pattern: /\S/ });
    const found = aggregators.get(arn);
    if (!found) throw resourceNotFound(`Finding aggregator ${arn} does not exist`);
    return found;
  };
  const put = (input: Input, region: string) => {
    const mode = input.choice("RegionLinkingMode", modes);
    const aggregator = made(world, region, mode, input.optionalTexts("Regions") ?? []);
    aggregators.set(aggregator.FindingAggregatorArn, aggregator);
    return aggregator;
  };
  return {
    ListFindingAggregators: () => ({
      FindingAggregators: [...aggregators.keys()].map((FindingAggregatorArn) => ({ FindingAggregatorArn })),
    }),
    GetFindingAggregator: (value) => named(new Input(value, invalidInput)),
    CreateFindingAggregator: (value, call) => {
      const input = new Input(value, invalidInput);
      input.choice("RegionLinkingMode", modes);
      if (aggregators.size > 0) throw quotaExceeded("The account has a finding aggregator, one is the most");
      return put(input, call.region);
    },
    UpdateFindingAggregator: (value) => {
      const input = new Input(value, invalidInput);
      return put(input, named(input).FindingAggregationRegion);
    },
    DeleteFindingAggregator: (value) => {
      aggregators.delete(named(new Input(value, invalidInput)).FindingAggregatorArn);
      return {};
    },
  };
}
