import { expect, it } from "vitest";
import { aFinding, customActionEvent, fieldsOf, localAws } from "./local-aws.ts";

it("a finding of a linked Region is investigated in its own Region and written in the home Region", async () => {
  const cloud = await localAws();
  const finding = aFinding("far", ["traveller"], { Region: "us-west-2" });
  cloud.services.SecurityHub.putFinding(finding);
  cloud.putEvent(customActionEvent(cloud, finding));
  await cloud.settled();

  const regions = new Set(
    cloud.seen.flatMap((seen) => (seen.kind === "call" ? [`${seen.service} ${seen.region}`] : [])),
  );
  expect(regions).toContain("Detective us-west-2");
  expect(regions).not.toContain("Detective eu-west-1");
  expect(regions).toContain("SecurityHub eu-west-1");
  // The report is kept at home; its name tells the Region.
  const link = new URL(fieldsOf(cloud, "far")["gumshoeReport"] ?? "");
  expect(link.host).toBe("eu-west-1.console.aws.amazon.com");
  expect(link.searchParams.get("prefix")).toMatch(/^investigations\/us-west-2\/\d+\/report\.html$/);
});
