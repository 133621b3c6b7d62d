import { describe, expect, it } from "vitest";
import { burst, sharing } from "#bench/workloads/burst.ts";
import { duplicates } from "#bench/workloads/duplicates.ts";
import { faults } from "#bench/workloads/faults.ts";
import { boundSeconds, flood } from "#bench/workloads/flood.ts";
import { longTail } from "#bench/workloads/long-tail.ts";
import type { Scene } from "#bench/workloads/scene.ts";
import { single } from "#bench/workloads/single.ts";

/** Seconds from the beginning to the last act. */
const lengthOf = ({ acts, startAtMs }: Scene) => ((acts.at(-1)?.atMs ?? 0) - startAtMs) / 1_000;

const distinct = (values: Iterable<unknown>) => new Set(values).size;

/** How long the first investigation of each principal takes, s. */
function durationsOf({ pairs, hooks }: Scene): readonly unknown[] {
  const principals = [...new Set(pairs.map(({ principalArn }) => principalArn))];
  return principals.map((arn) => hooks.investigation?.(arn)?.durationSeconds);
}

function sizesOf(scene: Scene) {
  const perPrincipal = new Map<string, number>();
  for (const { principalArn } of scene.pairs) perPrincipal.set(principalArn, (perPrincipal.get(principalArn) ?? 0) + 1);
  return { findings: distinct(scene.pairs.map(({ id }) => id)), perPrincipal: [...perPrincipal.values()] };
}

describe("single()", () => {
  const scenes = [...single("1", 60)];

  it("is one finding about one principal in each world", () => {
    expect(scenes.map(({ acts, pairs }) => [acts.length, pairs.length])).toEqual(scenes.map(() => [1, 1]));
  });

  it("spreads the durations evenly from 120 to 180 s", () => {
    const seconds = scenes.flatMap(durationsOf).sort((a, b) => Number(a) - Number(b));
    expect(seconds).toEqual(Array.from({ length: 60 }, (_, index) => expect.closeTo(120.5 + index, 9)));
  });
});

describe("burst()", () => {
  const scene = burst("1", 1);

  it("is 1,000 findings about 100 principals, ten about each, within a minute", () => {
    expect(sizesOf(scene)).toEqual({ findings: 1_000, perPrincipal: Array.from({ length: 100 }, () => 10) });
    expect(lengthOf(scene)).toBeLessThan(60);
  });

  it("has investigations of 120 to 180 s, the same whoever asks", () => {
    const seconds = durationsOf(scene);
    expect(seconds.every((one) => Number(one) >= 120 && Number(one) < 180)).toBe(true);
    expect(durationsOf(burst("1", 1))).toEqual(seconds);
    expect(durationsOf(burst("2", 1))).not.toEqual(seconds);
  });
});

describe("sharing()", () => {
  it.each([1, 5, 100])("is as many findings, %d about each principal", (findingsPerPrincipal) => {
    const { findings, perPrincipal } = sizesOf(sharing("1", 500, findingsPerPrincipal));
    expect(findings).toBe(500);
    expect(new Set(perPrincipal)).toEqual(new Set([findingsPerPrincipal]));
  });
});

describe("flood()", () => {
  it("is twenty findings about each principal, a thousand a second, in any order or one principal after the other", () => {
    for (const order of ["mixed", "by principal"] as const) {
      const scene = flood("1", 0.02, order);
      expect(sizesOf(scene)).toEqual({ findings: 2_000, perPrincipal: Array.from({ length: 100 }, () => 20) });
      expect(lengthOf(scene)).toBeCloseTo(2, 1);
      const changes = scene.pairs.filter(({ principalArn }, at) => principalArn !== scene.pairs[at - 1]?.principalArn);
      expect(changes.length > 1_000).toBe(order === "mixed");
    }
  });

  it.each([
    // 5,000 reads beyond 6 at once, 3 a second, after 120 s
    { findings: 100_000, principals: 5_000, seconds: 120 + 4_994 / 3 },
    // As many writes as findings: 10 a second beyond 30 at once
    { findings: 1_000, principals: 1_000, seconds: 120 + 970 / 10 },
    { findings: 1, principals: 1, seconds: 120 },
  ])("is bound to take $seconds s for $findings findings about $principals principals", (one) => {
    expect(boundSeconds(one.findings, one.principals)).toBeCloseTo(one.seconds, 9);
  });
});

describe("duplicates()", () => {
  const scene = duplicates("1", 1);

  it("is the burst, with rewrites and marks of one finding in five", () => {
    expect(sizesOf(scene).findings).toBe(1_000);
    const whats = scene.acts.map(({ what }) => what.split(" ").slice(0, 3).join(" "));
    const count = (what: string) => whats.filter((one) => one === what).length;
    expect(count("the provider imports")).toBeGreaterThan(1_160);
    expect(count("the provider imports")).toBeLessThan(1_240);
    expect(count("another tool marks")).toBeGreaterThan(160);
    expect(count("another tool marks")).toBeLessThan(240);
  });

  it("delivers three events of ten again, and those of the member account from there as well", () => {
    const event = (AwsAccountId: string) => ({
      id: "e",
      source: "aws.securityhub",
      account: "111122223333",
      detail: { findings: [{ AwsAccountId }] },
    });
    const passages = (account: string) =>
      Array.from({ length: 1_000 }, () => scene.hooks.event?.(event(account)) ?? []).flat();
    const ours = passages("111122223333");
    expect(ours.length).toBeGreaterThan(1_240);
    expect(ours.length).toBeLessThan(1_360);
    const twins = passages("444455556666").filter(({ event: one }) => one["account"] === "444455556666");
    expect(twins).toHaveLength(1_000);
    expect(distinct(twins.map(({ event: one }) => one["id"]))).toBe(1_000);
  });

  it("leaves the events of other services alone", () => {
    expect(scene.hooks.event?.({ source: "aws.states" })).toBeUndefined();
  });
});

describe("faults()", () => {
  const { hooks } = faults("1", 0.01);

  it("throttles 5 of 100 calls and fails 1, in the words of each service", () => {
    const request = { service: "Detective" } as Parameters<NonNullable<typeof hooks.request>>[0];
    const names = Array.from({ length: 10_000 }, () => hooks.request?.(request)?.refuse?.name);
    const share = (name: string) => names.filter((one) => one === name).length / 10_000;
    expect(share("TooManyRequestsException")).toBeCloseTo(0.05, 2);
    expect(share("InternalServerException")).toBeCloseTo(0.01, 2);
  });

  it("does the same to a workflow's own calls, and nothing to its functions", () => {
    const task = (resource: string) => ({ resource, stateName: "s", input: {} });
    const refusals = (resource: string) =>
      Array.from({ length: 2_000 }, () => hooks.task?.(task(resource))?.refuse?.name).filter(Boolean);
    expect(new Set(refusals("arn:aws:states:::aws-sdk:securityhub:batchUpdateFindings"))).toEqual(
      new Set(["LimitExceededException", "InternalServerException"]),
    );
    expect(refusals("arn:aws:lambda:eu-west-1:111122223333:function:check")).toEqual([]);
  });

  it("crashes 1 of 100 invocations", () => {
    const fates = Array.from({ length: 10_000 }, () => hooks.invocation?.("check", "{}"));
    expect(fates.filter((fate) => fate?.diesAfterMs !== undefined).length / 10_000).toBeCloseTo(0.01, 2);
  });
});

describe("longTail()", () => {
  it("is an hour of findings, two about each principal", () => {
    const scene = longTail("1", 4);
    expect(lengthOf(scene)).toBeCloseTo(3_600, -1);
    expect(scene.principals).toBe(2_000);
  });

  it("has investigations of 150 s in the middle, some above a quarter of an hour, none above one", () => {
    const scene = longTail("1", 4);
    const seconds = durationsOf(scene).map(Number);
    const above = (limit: number) => seconds.filter((one) => one > limit).length / seconds.length;
    expect(above(150)).toBeCloseTo(0.5, 1);
    expect(above(900)).toBeGreaterThan(0.02);
    expect(above(900)).toBeLessThan(0.06);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(3_590);
  });

  it("expects nothing of the 1 of 100 principals whose investigations never end", () => {
    const scene = longTail("1", 4);
    expect(scene.pairs.length).toBeGreaterThan(3_880);
    expect(scene.pairs.length).toBeLessThan(4_000);
    expect(durationsOf(scene)).not.toContain("never");
  });
});
