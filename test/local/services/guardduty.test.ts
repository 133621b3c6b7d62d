import { expect, it } from "vitest";
import { guardDutyService } from "#local/services/guardduty.ts";
import { aWorld, calling, failureOf, home } from "./a-world.ts";

const detectorId = "d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0";

const aFinding = (id: string, over: object = {}) => ({
  id,
  arn: `arn:aws:guardduty:eu-west-1:111122223333:detector/${detectorId}/finding/${id}`,
  accountId: "111122223333",
  region: "eu-west-1",
  type: "Recon:IAMUser/MaliciousIPCaller",
  severity: 5,
  updatedAt: "2026-11-20T11:00:00.000Z",
  resource: { accessKeyDetails: { userName: "ada", userType: "IAMUser" } },
  service: {
    archived: false,
    count: 1,
    action: { awsApiCallAction: { affectedResources: { "AWS::S3::Bucket": "b" } } },
  },
  ...over,
});

function aGuardDuty() {
  const { world } = aWorld();
  const service = guardDutyService(world);
  const call = calling(service);
  for (const finding of [aFinding("a"), aFinding("b", { severity: 8, type: "Stealth:IAMUser/X" })])
    service.putFinding(finding);
  const list = (Criterion: object = {}, over: object = {}) =>
    call("ListFindings", { DetectorId: detectorId, FindingCriteria: { Criterion }, ...over }).FindingIds;
  return { service, call, list };
}

it("ListDetectors answers the detector its findings name, another one elsewhere", () => {
  const { call } = aGuardDuty();
  expect(call("ListDetectors")).toEqual({ DetectorIds: [detectorId] });
  expect(call("ListDetectors", {}, { ...home, region: "us-east-1" }).DetectorIds[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(call("GetDetector", { DetectorId: detectorId })).toMatchObject({
    FindingPublishingFrequency: "SIX_HOURS",
    Status: "ENABLED",
  });
});

it("GetFindings answers the SDK's spelling of members, and leaves the keys of maps alone", () => {
  const { call } = aGuardDuty();
  expect(call("GetFindings", { DetectorId: detectorId, FindingIds: ["a"] }).Findings).toMatchObject([
    {
      Id: "a",
      Resource: { AccessKeyDetails: { UserName: "ada" } },
      Service: { Action: { AwsApiCallAction: { AffectedResources: { "AWS::S3::Bucket": "b" } } } },
    },
  ]);
});

it("putFinding() takes either spelling of keys", () => {
  const { service, call } = aGuardDuty();
  service.putFinding({ Id: "c", Region: "eu-west-1", Severity: 2, Service: { Archived: true } });
  expect(call("GetFindings", { DetectorId: detectorId, FindingIds: ["c"] }).Findings).toEqual([
    { Id: "c", Region: "eu-west-1", Severity: 2, Service: { Archived: true } },
  ]);
});

it.each([
  [{}, ["a", "b"]],
  [{ severity: { GreaterThanOrEqual: 7 } }, ["b"]],
  [{ severity: { Gte: 4, Lt: 8 } }, ["a"]],
  [{ type: { Equals: ["Stealth:IAMUser/X"] } }, ["b"]],
  [{ type: { NotEquals: ["Stealth:IAMUser/X"] } }, ["a"]],
  [{ "resource.accessKeyDetails.userName": { Equals: ["ada"] }, id: { Eq: ["b"] } }, ["b"]],
  [{ updatedAt: { LessThan: Date.parse("2026-11-20T11:00:00Z") } }, []],
  [{ "service.archived": { Equals: ["false"] } }, ["a", "b"]],
])("ListFindings with %j is %j", (criterion, ids) => {
  expect(aGuardDuty().list(criterion)).toEqual(ids);
});

it("ListFindings sorts and pages", () => {
  const { call } = aGuardDuty();
  const input = { DetectorId: detectorId, MaxResults: 1, SortCriteria: { AttributeName: "severity", OrderBy: "DESC" } };
  const first = call("ListFindings", input);
  expect(first.FindingIds).toEqual(["b"]);
  expect(call("ListFindings", { ...input, NextToken: first.NextToken })).toEqual({ FindingIds: ["a"] });
});

it("ArchiveFindings archives, UnarchiveFindings undoes that", () => {
  const { call, list } = aGuardDuty();
  const archived = () => list({ "service.archived": { Equals: ["true"] } });
  expect(call("ArchiveFindings", { DetectorId: detectorId, FindingIds: ["b"] })).toEqual({});
  expect(archived()).toEqual(["b"]);
  call("UnarchiveFindings", { DetectorId: detectorId, FindingIds: ["b"] });
  expect(archived()).toEqual([]);
});

it.each([
  ["an unknown detector", "GetFindings", { DetectorId: "other", FindingIds: ["a"] }],
  ["an unknown finding", "ArchiveFindings", { DetectorId: detectorId, FindingIds: ["z"] }],
  ["no finding ids", "GetFindings", { DetectorId: detectorId }],
  ["51 finding ids", "GetFindings", { DetectorId: detectorId, FindingIds: Array.from({ length: 51 }, () => "a") }],
  ["51 results", "ListFindings", { DetectorId: detectorId, MaxResults: 51 }],
  [
    "an unknown condition",
    "ListFindings",
    { DetectorId: detectorId, FindingCriteria: { Criterion: { id: { Like: ["a"] } } } },
  ],
  ["input that is no structure", "ListFindings", ["x"]],
])("%s is a bad request", (_, operation, input) => {
  const { call } = aGuardDuty();
  expect(failureOf(() => call(operation, input))).toBe("BadRequestException 400");
});
