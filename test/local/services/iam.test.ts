import { expect, it } from "vitest";
import { behaviourOf } from "#local/behaviour.ts";
import { iamService } from "#local/services/iam.ts";
import { aWorld, calling, failureOf } from "./a-world.ts";

const pathed = "arn:aws:iam::111122223333:role/service-role/eng/deployer";

function anIam() {
  const behaviour = behaviourOf({
    roles: { deployer: pathed, plain: "arn:aws:iam::111122223333:role/plain" },
    users: { ada: "arn:aws:iam::111122223333:user/ada" },
    instanceProfiles: { "arn:aws:iam::111122223333:instance-profile/web": pathed },
  });
  return calling(iamService(aWorld().world, { behaviour }));
}

it("GetRole answers the ARN with its path", () => {
  expect(anIam()("GetRole", { RoleName: "deployer" }).Role).toEqual({
    Path: "/service-role/eng/",
    RoleName: "deployer",
    RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
    Arn: pathed,
    CreateDate: expect.any(Date),
    MaxSessionDuration: 3600,
  });
  expect(anIam()("GetRole", { RoleName: "plain" }).Role.Path).toBe("/");
});

it("GetUser and GetInstanceProfile answer whom the behaviour knows", () => {
  expect(anIam()("GetUser", { UserName: "ada" }).User).toMatchObject({ Path: "/", UserName: "ada" });
  expect(anIam()("GetInstanceProfile", { InstanceProfileName: "web" }).InstanceProfile).toMatchObject({
    InstanceProfileName: "web",
    Roles: [{ Arn: pathed, RoleName: "deployer" }],
  });
});

it.each([
  ["GetRole", { RoleName: "nobody" }, "NoSuchEntityException 404"],
  ["GetUser", { UserName: "nobody" }, "NoSuchEntityException 404"],
  ["GetInstanceProfile", { InstanceProfileName: "nothing" }, "NoSuchEntityException 404"],
  ["GetRole", { RoleName: "service-role/deployer" }, "ValidationError 400"],
  ["GetRole", {}, "ValidationError 400"],
  ["GetUser", {}, "ValidationError 400"],
  ["GetRole", { RoleName: { a: 1 } }, "ValidationError 400"],
])("%s %j is %s", (operation, input, expected) => {
  expect(failureOf(() => anIam()(operation, input))).toBe(expected);
});
