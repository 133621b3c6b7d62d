import { describe, expect, it } from "vitest";
import { isRegionName, linkedRegions } from "#domain/region.ts";

const home = { homeRegion: "eu-west-1" };

describe("linkedRegions()", () => {
  it.each([
    ["are none when nothing is aggregated", undefined, []],
    ["are none in mode NO_REGIONS", { ...home, mode: "NO_REGIONS", regions: [] }, []],
    [
      "are the named ones",
      { ...home, mode: "SPECIFIED_REGIONS", regions: ["eu-west-1", "eu-south-2"] },
      ["eu-south-2"],
    ],
  ] as const)("%s", (_, aggregation, regions) => {
    expect(linkedRegions(aggregation, "aws")).toEqual(regions);
  });

  it("are those of the partition but the home Region and the excluded ones", () => {
    const regions = linkedRegions({ ...home, mode: "ALL_REGIONS_EXCEPT_SPECIFIED", regions: ["us-east-1"] }, "aws");
    expect(regions).toHaveLength(15);
    expect(regions).not.toContain("us-east-1");
    expect(linkedRegions({ homeRegion: "cn-north-1", mode: "ALL_REGIONS", regions: [] }, "aws-cn")).toEqual([
      "cn-northwest-1",
    ]);
  });
});

describe("isRegionName()", () => {
  it.each([
    ["eu-west-1", true],
    ["us-gov-east-1", true],
    ["eu_west_1", false],
    ["eu-west", false],
    ["", false],
  ])("of %j is %s", (text, is) => {
    expect(isRegionName(text)).toBe(is);
  });
});
