import { expect, it } from "vitest";
import { synthesized } from "#cli/synth.ts";
import { askResource } from "./custom-resource.ts";
import { call, localAws } from "./local-aws.ts";

const assembly = await synthesized({ guardDutyPublishing: "ONE_HOUR" }, () => {});

type Aws = Awaited<ReturnType<typeof localAws>>;

const detector = async (cloud: Aws) => {
  const { DetectorIds } = await call(cloud, "GuardDuty", "ListDetectors", {});
  return { DetectorId: (DetectorIds as readonly string[])[0] };
};
const frequency = async (cloud: Aws) =>
  (await call(cloud, "GuardDuty", "GetDetector", await detector(cloud)))["FindingPublishingFrequency"];

it("is set when the stack is deployed, follows when it changes, and stays when it is deleted", async () => {
  const cloud = await localAws({}, assembly);
  expect(await frequency(cloud)).toBe("ONE_HOUR");

  const changed = { Frequency: "FIFTEEN_MINUTES" };
  const ask = (kind: "Update" | "Delete") => askResource(cloud, "Custom::GuardDutyPublishing", kind, changed);
  const PhysicalResourceId = "guardduty-publishing";
  expect(await ask("Update")).toMatchObject({ Status: "SUCCESS", PhysicalResourceId });
  expect(await frequency(cloud)).toBe("FIFTEEN_MINUTES");

  expect(await ask("Delete")).toMatchObject({ Reason: expect.stringContaining("is not restored") });
  expect(await frequency(cloud)).toBe("FIFTEEN_MINUTES");

  await call(cloud, "GuardDuty", "DeleteDetector", await detector(cloud));
  await expect(ask("Update")).rejects.toThrow("this account has no detector in this Region");
});
