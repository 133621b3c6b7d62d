import { describe, expect, it } from "vitest";
import { aFinding, deadLetters, fieldsOf, localAws, noon, roleArn } from "./local-aws.ts";

describe("an investigation of 50 minutes", () => {
  it("ends enriched, holds up no other finding, and no function runs while it waits", async () => {
    const cloud = await localAws({
      principals: { [roleArn("slow")]: { durationSeconds: 3_000 }, [roleArn("quick")]: { durationSeconds: 100 } },
    });
    cloud.services.SecurityHub.importFinding(aFinding("slow-one", ["slow"]));
    cloud.services.SecurityHub.importFinding(aFinding("quick-one", ["quick"]));
    await cloud.settled();

    expect(fieldsOf(cloud, "slow-one")["investigate"]).toBe("complete");
    const enrichedAt = cloud.seen.flatMap((seen) =>
      seen.kind === "finding" &&
      (seen.finding["UserDefinedFields"] as object | undefined)?.["investigate" as never] === "complete"
        ? [[seen.id, Math.round((seen.atMs - noon) / 60_000)]]
        : [],
    );
    expect(Object.fromEntries(enrichedAt)).toEqual({ "quick-one": 3, "slow-one": 51 });
    const ran = cloud.seen.flatMap((seen) => (seen.kind === "invocation" ? [seen.durationMs] : []));
    expect(Math.max(...ran)).toBeLessThan(1_000);
  });
});

describe("an investigation that never ends", () => {
  it("is parked as timed out an hour after its creation, and the finding says so", async () => {
    const cloud = await localAws({ principals: { [roleArn("endless")]: { durationSeconds: "never" } } });
    cloud.services.SecurityHub.importFinding(aFinding("endless-one", ["endless"]));
    await cloud.settled();

    expect(fieldsOf(cloud, "endless-one")["investigate"]).toBe("parked");
    expect(deadLetters(cloud)).toMatchObject([
      { v: 1, kind: "replay", attempt: 0, reason: { code: "investigation-timed-out" }, finding: { id: "endless-one" } },
    ]);
  });
});
