import { describe, expect, it } from "vitest";
import { aTemplate, readable, resourcesOf } from "./a-stack.ts";
import { statementsOf } from "./statements.ts";

const type = "Custom::GuardDutyPublishing";
const template = aTemplate({ guardDutyPublishing: "ONE_HOUR" });

describe("guardDutyPublishing", () => {
  it("is nothing at all unless it is set", () => {
    const ids = Object.keys(aTemplate().toJSON()["Resources"]);
    expect(ids.filter((id) => id.startsWith("Publishing"))).toEqual([]);
  });

  it("is one resource, made by the function itself, never a version of it, and given up long before an hour", () => {
    expect(readable(resourcesOf(template, type)["PublishingSetting"])).toMatchObject({
      ServiceToken: "${PublishingpublishingfrequencyFunction.Arn}",
      ServiceTimeout: "600",
      Frequency: "ONE_HOUR",
    });
  });

  it("may find and set detectors of this account and Region, nothing else of GuardDuty", () => {
    const granted = statementsOf(template).filter(({ actions }) => actions.some((one) => one.startsWith("guardduty:")));
    const actions = granted.flatMap((one) => one.actions.filter((action) => action.startsWith("guardduty:")));
    expect(actions).toEqual(["guardduty:ListDetectors", "guardduty:GetDetector", "guardduty:UpdateDetector"]);
    expect(granted).toMatchObject([
      { actions: expect.arrayContaining(["guardduty:ListDetectors"]), resources: ["*"] },
      {
        actions: ["guardduty:GetDetector", "guardduty:UpdateDetector"],
        resources: ["arn:${AWS::Partition}:guardduty:${AWS::Region}:${AWS::AccountId}:detector/*"],
      },
    ]);
  });

  it("takes three values", () => {
    expect(() => aTemplate({ guardDutyPublishing: "DAILY" })).toThrow(/guardDutyPublishing/);
  });
});
