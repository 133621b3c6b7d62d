import {
  ArchiveFindingsCommand,
  GetDetectorCommand,
  GetFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
  ListMembersCommand,
} from "@aws-sdk/client-guardduty";
import {
  GetInstanceProfileCommand,
  GetRoleCommand,
  GetUserCommand,
  IAMClient,
  ListRolesCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { behaviourOf } from "#local/behaviour.ts";
import { guardDutyService } from "#local/services/guardduty.ts";
import { iamService } from "#local/services/iam.ts";
import { stsService } from "#local/services/sts.ts";
import { aFront, rejectionOf } from "./a-front.ts";
import { aWorld } from "./a-world.ts";

const pathed = "arn:aws:iam::111122223333:role/service-role/deployer";
const behaviour = behaviourOf({
  roles: { deployer: pathed },
  users: { ada: "arn:aws:iam::111122223333:user/ada" },
  instanceProfiles: { "arn:aws:iam::111122223333:instance-profile/web": pathed },
});
const { world } = aWorld();
const guardDutyCore = guardDutyService(world);
let guardDuty: GuardDutyClient;
let iam: IAMClient;
let sts: STSClient;
let close: () => Promise<void>;

beforeAll(async () => {
  const { front, sdk } = await aFront(world, [guardDutyCore, iamService(world, { behaviour }), stsService(world)]);
  [guardDuty, iam, sts] = [new GuardDutyClient(sdk), new IAMClient(sdk), new STSClient(sdk)];
  close = () => front.close();
});

afterAll(async () => {
  for (const client of [guardDuty, iam, sts]) client.destroy();
  await close();
});

it("GuardDuty: a finding is listed, read and archived", async () => {
  for (const id of ["a", "b", "c"]) {
    guardDutyCore.putFinding({ id, region: "eu-west-1", severity: 5.5, service: { archived: false, count: 2 } });
  }
  const { DetectorIds: [DetectorId] = [] } = await guardDuty.send(new ListDetectorsCommand({ MaxResults: 10 }));
  expect(await guardDuty.send(new GetDetectorCommand({ DetectorId }))).toMatchObject({
    FindingPublishingFrequency: "SIX_HOURS",
  });
  const FindingCriteria = { Criterion: { "service.archived": { Equals: ["false"] }, severity: { GreaterThan: 5 } } };
  const first = await guardDuty.send(new ListFindingsCommand({ DetectorId, FindingCriteria, MaxResults: 2 }));
  expect(first.FindingIds).toEqual(["a", "b"]);
  const { NextToken } = first;
  const second = await guardDuty.send(
    new ListFindingsCommand({ DetectorId, FindingCriteria, MaxResults: 2, ...(NextToken ? { NextToken } : {}) }),
  );
  expect(second.FindingIds).toEqual(["c"]);
  await guardDuty.send(new ArchiveFindingsCommand({ DetectorId, FindingIds: ["a"] }));
  expect((await guardDuty.send(new GetFindingsCommand({ DetectorId, FindingIds: ["a"] }))).Findings).toMatchObject([
    { Id: "a", Severity: 5.5, Service: { Archived: true, Count: 2 } },
  ]);
  const strange = new GetFindingsCommand({ DetectorId: "other", FindingIds: ["a"] });
  expect(await rejectionOf(guardDuty.send(strange))).toBe("BadRequestException 400");
  expect(await rejectionOf(guardDuty.send(new ListMembersCommand({ DetectorId })))).toBe(
    "UnknownOperationException 404",
  );
});

it("IAM: entities are read, unknown ones are NoSuchEntityException", async () => {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: "deployer" }));
  expect(Role).toMatchObject({ Arn: pathed, Path: "/service-role/", CreateDate: new Date("2020-01-01T00:00:00Z") });
  expect((await iam.send(new GetUserCommand({ UserName: "ada" }))).User?.Arn).toBe(
    "arn:aws:iam::111122223333:user/ada",
  );
  const { InstanceProfile } = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName: "web" }));
  expect(InstanceProfile?.Roles).toMatchObject([{ Arn: pathed }]);
  expect(await rejectionOf(iam.send(new GetRoleCommand({ RoleName: "nobody" })))).toBe("NoSuchEntityException 404");
  expect(await rejectionOf(iam.send(new GetUserCommand({ UserName: "nobody" })))).toBe("NoSuchEntityException 404");
  expect(await rejectionOf(iam.send(new ListRolesCommand({})))).toBe("UnknownOperationException 400");
});

it("STS: identity and temporary credentials", async () => {
  expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe("111122223333");
  const RoleArn = "arn:aws:iam::444455556666:role/resolver";
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: "s1", DurationSeconds: 900 }),
  );
  expect(Credentials?.Expiration).toEqual(new Date("2026-11-20T12:15:00Z"));
  const refused = new AssumeRoleCommand({ RoleArn: "arn:aws:iam::444455556666:user/ada-l", RoleSessionName: "s1" });
  expect(await rejectionOf(sts.send(refused))).toBe("ValidationError 400");
});
