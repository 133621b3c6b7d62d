import { expect, it } from "vitest";
import { stsService } from "#local/services/sts.ts";
import { aWorld, calling, failureOf } from "./a-world.ts";

const RoleArn = "arn:aws:iam::444455556666:role/readers/resolver";

it("AssumeRole gives out temporary credentials of the role's account", () => {
  const sts = stsService(aWorld().world);
  const answer = calling(sts)("AssumeRole", { RoleArn, RoleSessionName: "resolve", DurationSeconds: "900" });
  expect(answer.AssumedRoleUser.Arn).toBe("arn:aws:sts::444455556666:assumed-role/resolver/resolve");
  expect(answer.Credentials).toMatchObject({
    AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
    Expiration: new Date("2026-11-20T12:15:00Z"),
  });
  expect(sts.accountOf(answer.Credentials.AccessKeyId)).toBe("444455556666");
  expect(sts.accountOf("AKIAEXAMPLE")).toBeUndefined();
});

it("GetCallerIdentity answers the account of the call", () => {
  const identity = calling(stsService(aWorld().world))("GetCallerIdentity");
  expect(identity).toMatchObject({
    Account: "111122223333",
    Arn: "arn:aws:sts::111122223333:assumed-role/local/local",
  });
});

it.each([
  { RoleSessionName: "s1" },
  { RoleArn, RoleSessionName: "x" },
  { RoleArn, RoleSessionName: "a b" },
  { RoleArn, RoleSessionName: "s1", DurationSeconds: 899 },
  { RoleArn: "arn:aws:iam::444455556666:user/ada-lovelace", RoleSessionName: "s1" },
])("AssumeRole refuses %j", (input) => {
  expect(failureOf(() => calling(stsService(aWorld().world))("AssumeRole", input))).toBe("ValidationError 400");
});
