import { describe, expect, it } from "vitest";
import { memberOf } from "#local/services/request/record.ts";
import { roleArn as role } from "../../../local-aws.ts";
import { aStory, together, writesOf } from "../a-story.ts";
import { callsTo, fieldsOf, findingsOf, outcomesOf, type Played, playSeeds, reasonsOf, startsOf } from "../played.ts";

const ids = ["a", "b", "c", "d"];
const story = aStory(...together(...ids));
const all = (outcome: string) => Object.fromEntries(ids.map((id) => [id, outcome]));

/** What the bus was told of the findings: the reasons why nothing was investigated. */
function exclusionsOf(played: Played): ReadonlySet<string> {
  const details = callsTo(played, "EventBridge.PutEvents").flatMap(({ input }) => {
    const entries = memberOf(input, "Entries");
    return Array.isArray(entries) ? entries.map((entry) => JSON.parse(String(memberOf(entry, "Detail")))) : [];
  });
  return new Set(details.flatMap(({ excluded }) => excluded.map(({ reason }: { reason: string }) => reason)));
}

describe("a finding about a principal that cannot be investigated", () => {
  it.each([
    ["root-principal", "root"],
    ["federated-principal", "federated-user"],
    ["service-principal", "aws-service"],
    ["id-principal", "unknown-id"],
    ["wildcard-principal", "unknown-id"],
    ["unknown-principal", "unknown-id"],
  ])("says so, and Detective is never asked (%s)", async (name, reason) => {
    for (const played of await playSeeds([name], { intensity: 1, seeds: 3, story })) {
      expect(outcomesOf(played)).toEqual(all("not-investigable"));
      expect(exclusionsOf(played)).toEqual(new Set([reason]));
      expect(callsTo(played, "Detective.StartInvestigation")).toEqual([]);
      expect(reasonsOf(played)).toEqual([]);
    }
  });

  it("or about nobody says so (no-principal)", async () => {
    for (const played of await playSeeds(["no-principal"], { intensity: 1, seeds: 3, story })) {
      expect(outcomesOf(played)).toEqual(all("not-investigable"));
      expect(exclusionsOf(played)).toEqual(new Set(["no-principal", "unknown-id"]));
      expect(callsTo(played, "Detective.StartInvestigation")).toEqual([]);
    }
  });
});

describe("a finding about a principal in another form", () => {
  const serviceLinked = "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
  const identityCenter = "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef";
  const foreign = "arn:aws:iam::444455556666:role/deploy";
  const elsewhere = ["arn:aws-cn:iam::111122223333:user/li", "arn:aws-us-gov:iam::111122223333:role/deploy"];

  it.each([
    ["session-principal", [role("deploy")]],
    ["service-linked-principal", [role(serviceLinked)]],
    ["identity-center-principal", [role(identityCenter)]],
    ["path-principal", [role("ci/blue/deploy")]],
    ["foreign-principal", [foreign]],
    ["partition-principal", elsewhere],
  ])("has its user or role investigated, once (%s)", async (name, arns) => {
    for (const played of await playSeeds([name], { intensity: 1, seeds: 3, story })) {
      expect(outcomesOf(played)).toEqual(all("complete"));
      expect(startsOf(played)).toEqual(Object.fromEntries(arns.map((arn) => [arn, 1])));
    }
  });

  it("several times has it investigated once, by its clearest name (principal-named-again)", async () => {
    for (const played of await playSeeds(["principal-named-again"], { intensity: 1, seeds: 3, story })) {
      expect(outcomesOf(played)).toEqual(all("complete"));
      expect(startsOf(played)).toEqual({ [role("ci/deploy")]: 1 });
    }
  });
});

describe("a finding about many principals", () => {
  it("has each of them investigated once, whatever other finding names them (many-principals)", async () => {
    for (const played of await playSeeds(["many-principals"], { intensity: 1, seeds: 4, story })) {
      expect(outcomesOf(played)).toEqual(all("complete"));
      expect(new Set(Object.values(startsOf(played)))).toEqual(new Set([1]));
      const named = [...findingsOf(played).values()].map(({ Resources }) =>
        Array.isArray(Resources) ? Resources.length : 0,
      );
      expect(Object.keys(startsOf(played))).toHaveLength(Math.max(...named));
    }
  });

  it("more than forty has forty investigated and tells of the others (too-many-principals)", async () => {
    const played = (await playSeeds(["too-many-principals"], { intensity: 1, seeds: 12, story })).filter(
      ({ strikes }) => strikes.length > 0,
    );
    for (const one of played) {
      const crowded = [...findingsOf(one).values()].filter(({ Detection }) => Detection !== undefined);
      expect(crowded.map((finding) => fieldsOf(finding)["investigate"])).toEqual(crowded.map(() => "complete"));
      expect(Object.keys(startsOf(one)).filter((arn) => arn.includes("swarm"))).toHaveLength(40);
      expect(exclusionsOf(one)).toEqual(new Set(["principal-limit"]));
    }
  });
});

it("a sample is left alone: nothing has happened (sample-finding)", async () => {
  for (const played of await playSeeds(["sample-finding"], { intensity: 1, seeds: 3, story })) {
    expect(outcomesOf(played)).toEqual(all("true"));
    expect(writesOf(played)).toEqual(Object.fromEntries(ids.map((id) => [id, 1])));
    expect(startsOf(played)).toEqual({});
    expect(reasonsOf(played)).toEqual([]);
  }
});

describe("a finding with times that cannot be true", () => {
  it.each([
    "time-in-future",
    "version-in-future",
    "time-without-ms",
    "time-with-offset",
    "time-unreadable",
    "time-backwards",
    "time-of-years",
    "time-of-1970",
  ])("is investigated within what Detective takes (%s)", async (name) => {
    for (const played of await playSeeds([name], { intensity: 1, seeds: 3, story })) {
      expect(outcomesOf(played)).toEqual(all("complete"));
      expect(reasonsOf(played)).toEqual([]);
      const calls = callsTo(played, "Detective.StartInvestigation");
      expect(calls.length).toBeGreaterThan(0);
      for (const { input, error, atMs } of calls) {
        const [start, end] = ["ScopeStartTime", "ScopeEndTime"].map((at) => Number(memberOf(input, at)));
        expect(error).toBeUndefined();
        expect(end).toBeLessThanOrEqual(atMs);
        expect((end ?? 0) - (start ?? 0)).toBeGreaterThanOrEqual(3 * 3_600_000);
        expect((end ?? 0) - (start ?? 0)).toBeLessThanOrEqual(30 * 24 * 3_600_000);
      }
    }
  });

  it("and a version that cannot be read is parked (version-unreadable)", async () => {
    for (const played of await playSeeds(["version-unreadable"], { intensity: 1, seeds: 3, story })) {
      expect(reasonsOf(played)).toEqual(ids.map(() => "invalid-finding"));
      expect(outcomesOf(played)).toEqual(all("true"));
    }
  });
});
