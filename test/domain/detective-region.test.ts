import { describe, expect, it } from "vitest";
import { offersDetective } from "#domain/detective-region.ts";
import { linkedRegions } from "#domain/region.ts";

const all = (partition: string) => linkedRegions({ homeRegion: "", mode: "ALL_REGIONS", regions: [] }, partition);

describe("offersDetective()", () => {
  it("is true for every Region that needs no opting in, but for Osaka", () => {
    expect(all("aws").filter((region) => !offersDetective(region))).toEqual(["ap-northeast-3"]);
  });

  it("is true in GovCloud and false in China", () => {
    expect(all("aws-us-gov").every(offersDetective)).toBe(true);
    expect(all("aws-cn").some(offersDetective)).toBe(false);
  });
});
