import type { Aggregation } from "./set-up.ts";

/** Regions that every account has without opting in, by partition (docs.aws.amazon.com/accounts … manage-acct-regions, read 2026-11-20). */
const standardRegions: Readonly<Record<string, readonly string[]>> = {
  aws: [
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
  ],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
  "aws-us-gov": ["us-gov-east-1", "us-gov-west-1"],
};

/** How Regions are spelt: `eu-west-1`, `us-gov-east-1`, `eusc-de-east-1`. */
export const regionNamePattern = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;

/** Whether the text is spelt like a Region. */
export function isRegionName(text: string): boolean {
  return regionNamePattern.test(text);
}

/** Regions that an aggregation links to its home, as far as they are known by name: of "all" the ones that need no opting in. */
export function linkedRegions(aggregation: Aggregation | undefined, partition: string): readonly string[] {
  if (!aggregation || aggregation.mode === "NO_REGIONS") return [];
  const { homeRegion, mode, regions } = aggregation;
  const linked = mode === "SPECIFIED_REGIONS" ? regions : (standardRegions[partition] ?? []);
  const unlinked = mode === "ALL_REGIONS_EXCEPT_SPECIFIED" ? regions : [];
  return linked.filter((region) => region !== homeRegion && !unlinked.includes(region));
}
