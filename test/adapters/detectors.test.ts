import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { describe, expect, it } from "vitest";
import { detectorsAdapter } from "#adapters/detectors.ts";
import { SetupFault } from "#domain/errors.ts";
import { failing, fakeClient } from "./fake-client.ts";

describe("detectorsAdapter()", () => {
  it("finds the one detector, and changes nothing of it but the frequency", async () => {
    const client = fakeClient<GuardDutyClient>({
      ListDetectors: () => ({ DetectorIds: ["d"] }),
      GetDetector: () => ({ Status: "ENABLED", FindingPublishingFrequency: "SIX_HOURS" }),
      UpdateDetector: () => ({}),
    });
    const detectors = detectorsAdapter(client);
    expect(await detectors.find()).toEqual({ id: "d", publishes: "SIX_HOURS" });
    await detectors.publish("d", "ONE_HOUR");
    expect(client.calls.at(-1)).toEqual([
      "UpdateDetector",
      { DetectorId: "d", FindingPublishingFrequency: "ONE_HOUR" },
    ]);
  });

  it("finds none where GuardDuty is off", async () => {
    expect(await detectorsAdapter(fakeClient({ ListDetectors: () => ({ DetectorIds: [] }) })).find()).toBeUndefined();
  });

  it("fails as every adapter does", async () => {
    const detectors = detectorsAdapter(fakeClient({ ListDetectors: failing("AccessDeniedException", 403) }));
    await expect(detectors.find()).rejects.toThrow(SetupFault);
  });
});
