import { expect, it } from "vitest";
import { indicatorTypes } from "#local/behaviour/shape.ts";
import { failureOf } from "../a-world.ts";
import { aDetective, deployer } from "./a-detective.ts";

const many = Array.from({ length: 250 }, (_, at) => ({ NEW_ASO: { Aso: `AS ${at}` } }));

function finished(indicators: unknown[], over: object = {}) {
  const detective = aDetective({ principals: { [deployer]: { durationSeconds: 10, indicators, ...over } } });
  const id = detective.started();
  detective.clock.advance(10);
  return { ...detective, id };
}

it("ListIndicators hands out every indicator once, at most 100 a page", () => {
  const { indicators, id } = finished(many);
  const asos: string[] = [];
  const sizes: number[] = [];
  let NextToken: string | undefined;
  do {
    const page = indicators(id, { NextToken });
    sizes.push(page.Indicators.length);
    asos.push(
      ...page.Indicators.map(
        (one: { IndicatorDetail: { NewAsoDetail: { Aso: string } } }) => one.IndicatorDetail.NewAsoDetail.Aso,
      ),
    );
    NextToken = page.NextToken;
  } while (NextToken);
  expect(sizes).toEqual([100, 100, 50]);
  expect(asos).toEqual(many.map(({ NEW_ASO }) => NEW_ASO.Aso));
});

it.each([0, 101, 1.5, "many"])("ListIndicators refuses MaxResults %j", (MaxResults) => {
  const { indicators, id } = finished(many);
  expect(failureOf(() => indicators(id, { MaxResults }))).toBe("ValidationException 400");
});

it("ListIndicators refuses a token after 24 hours, from another request, or made up", () => {
  const { indicators, id, clock } = finished(many);
  const { NextToken } = indicators(id);
  expect(failureOf(() => indicators(id, { NextToken: "bm9uZQ" }))).toBe("ValidationException 400");
  expect(failureOf(() => indicators(id, { NextToken, IndicatorType: "NEW_ASO" }))).toBe("ValidationException 400");
  clock.advance(86_400);
  expect(indicators(id, { NextToken }).Indicators).toHaveLength(100);
  clock.advance(1);
  expect(failureOf(() => indicators(id, { NextToken }))).toBe("ValidationException 400");
});

it("ListIndicators filters by type, and makes up the detail a behaviour leaves out", () => {
  const { indicators, id } = finished(["IMPOSSIBLE_TRAVEL", { NEW_ASO: { Aso: "Example Transit AS" } }]);
  const page = indicators(id, { IndicatorType: "IMPOSSIBLE_TRAVEL" });
  expect(page.Indicators).toEqual([
    {
      IndicatorType: "IMPOSSIBLE_TRAVEL",
      IndicatorDetail: {
        ImpossibleTravelDetail: {
          StartingIpAddress: expect.stringMatching(/^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/),
          EndingIpAddress: expect.any(String),
          StartingLocation: expect.any(String),
          EndingLocation: expect.any(String),
          HourlyTimeDelta: expect.any(Number),
        },
      },
    },
  ]);
  expect(failureOf(() => indicators(id, { IndicatorType: "NEW_HAT" }))).toBe("ValidationException 400");
});

it("ListIndicators has nothing to say about an investigation that is running", () => {
  const { indicators, started } = aDetective();
  expect(indicators(started()).Indicators).toEqual([]);
});

it("ListIndicators hands out copies", () => {
  const { indicators, id } = finished(["NEW_ASO"]);
  indicators(id).Indicators[0].IndicatorDetail.NewAsoDetail.Aso = "changed";
  expect(indicators(id).Indicators[0].IndicatorDetail.NewAsoDetail.Aso).not.toBe("changed");
});

it("made-up evidence has all eight types over a population, several pages for a few, and repeats itself", () => {
  const evidence = () => {
    const { started, indicators, clock } = aDetective({}, { rate: { perSecond: 1e6, burst: 1e6 } });
    const ids = Array.from({ length: 300 }, (_, at) => started(`arn:aws:iam::111122223333:user/user-${at}`));
    clock.advance(3600);
    return ids.map((id) => indicators(id));
  };
  const pages = evidence();
  const types = pages.flatMap(({ Indicators }) =>
    Indicators.map(({ IndicatorType }: { IndicatorType: string }) => IndicatorType),
  );
  expect(new Set(types)).toEqual(new Set(indicatorTypes));
  const long = pages.filter(({ NextToken }) => NextToken).length;
  expect(long).toBeGreaterThan(3);
  expect(long).toBeLessThan(30);
  expect(evidence()).toEqual(pages);
});
