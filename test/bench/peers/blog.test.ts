import { describe, expect, it } from "vitest";
import { blog } from "#bench/peers/blog.ts";
import { anybody, plainRole } from "#bench/workloads/person.ts";
import { chanceOf } from "#simulation/chance.ts";
import { about, aRun } from "./a-run.ts";
import { aScene } from "./a-scene.ts";

const user = { ...plainRole(0), kind: "user", arn: "arn:aws:iam::111122223333:user/app-0" } as const;

describe("blog()", () => {
  it("sleeps 30 s before it looks for the first time, however soon the investigation ends", async () => {
    const { played, secondsOf } = await aRun(blog(128), aScene({ seconds: [2] }));
    expect(secondsOf).toEqual({
      ListGraphs: [0],
      StartInvestigation: [0],
      GetInvestigation: [30],
      BatchUpdateFindings: [30],
    });
    expect(played).toMatchObject({ lost: 0, starts: 1, waitedMs: 30_000 });
    expect(played.lagsMs).toEqual([expect.closeTo(28_500, -3)]);
  });

  it("looks every 30 s, and is billed for all of it", async () => {
    const { played, secondsOf } = await aRun(blog(512), aScene({ seconds: [130] }));
    expect(secondsOf["GetInvestigation"]).toEqual([30, 60, 90, 120, 150]);
    const { functions, transitions } = played.meter;
    expect(transitions).toBe(0);
    expect(functions["blog"]).toMatchObject({ architecture: "x86_64", memoryMib: 512, requests: 1, initMs: 350 });
    expect(functions["blog"]?.billedMs).toBeGreaterThan(150_000);
    expect(functions["blog"]?.billedMs).toBeLessThan(151_000);
  });

  it("starts three investigations for one that fails, 1 and 2 minutes apart, and loses the finding", async () => {
    const { played, secondsOf } = await aRun(blog(128), aScene({ seconds: [10], status: "FAILED" }));
    expect(secondsOf["StartInvestigation"]).toEqual(about(0, 90, 240));
    expect(secondsOf["BatchUpdateFindings"]).toBeUndefined();
    expect(played).toMatchObject({ starts: 3, lost: 1, parked: 0 });
  });

  it("pays three times 15 minutes for an investigation that takes 20, and loses the finding", async () => {
    const { played } = await aRun(blog(128), aScene({ seconds: [1_200] }));
    const [one] = Object.values(played.meter.functions);
    expect(one?.requests).toBe(3);
    expect(one?.billedMs).toBe(3 * (900_000 + 10));
    expect(played).toMatchObject({ starts: 3, lost: 1 });
  });

  it.each([
    { what: "a CRITICAL finding", content: { severity: "CRITICAL" } as const },
    { what: "a finding that is not from GuardDuty", content: { product: "IAM Access Analyzer" } as const },
  ])("never hears of $what", async ({ content }) => {
    const { played, secondsOf } = await aRun(blog(128), aScene({ seconds: [10], content }));
    expect(secondsOf).toEqual({});
    expect(played).toMatchObject({ starts: 0, lost: 1 });
  });

  it("takes the access key of a user for a role's, and enriches the finding with the wrong principal", async () => {
    const { played, finding } = await aRun(blog(128), aScene({ seconds: [10], person: user }));
    expect(finding).toMatchObject({ UserDefinedFields: { investigate: "complete" } });
    expect(played).toMatchObject({ starts: 1, lost: 1, lagsMs: [] });
  });

  it("takes a role that is named as the resource itself with its path", async () => {
    const person = { ...plainRole(0), path: "/ops/", arn: "arn:aws:iam::111122223333:role/ops/app-0" };
    const { played } = await aRun(blog(128), aScene({ seconds: [10], person, content: { names: "identity" } }));
    expect(played.lost).toBe(0);
  });

  it("writes over a note and over the fields of other people", async () => {
    const theirs = { Note: { Text: "call me first", UpdatedBy: "ana" }, UserDefinedFields: { ticket: "42" } };
    const { finding } = await aRun(blog(128), aScene({ seconds: [10], finding: theirs }));
    expect(finding).toMatchObject({
      Note: { UpdatedBy: "Detective Investigation Lambda function." },
      UserDefinedFields: { investigate: "complete" },
    });
    expect(Object.keys(finding?.["UserDefinedFields"] ?? {})).toEqual(["investigate"]);
  });

  it("throws for a finding that names nobody, three times, and starts nothing", async () => {
    const { played } = await aRun(
      blog(128),
      aScene({
        seconds: [10],
        finding: {
          Resources: [
            {
              Type: "AwsIamAccessKey",
              Id: "AWS::IAM::AccessKey:null",
              Details: { AwsIamAccessKey: { PrincipalName: "aws:ec2-instance" } },
            },
          ],
        },
      }),
    );
    expect(played.starts).toBe(0);
    expect(played.meter.functions["blog"]?.requests).toBe(3);
  });

  it("is put to people as they are by the workloads: somebody is a user with a path", () => {
    const chance = chanceOf("people");
    const people = Array.from({ length: 100 }, (_, index) => anybody(chance, index));
    expect(people.some(({ kind, path }) => kind === "user" && path !== "/")).toBe(true);
  });
});
