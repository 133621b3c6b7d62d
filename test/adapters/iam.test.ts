import type { IAMClient } from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { rolesAdapter } from "#adapters/iam.ts";
import { SetupFault } from "#domain/errors.ts";
import { aPrincipal } from "#test/builders/slim-finding.ts";
import { failing, fakeClient, sdkError } from "./fake-client.ts";

const role = aPrincipal({ pathKnown: false });
const pathArn = "arn:aws:iam::111122223333:role/service/deploy";
const profile = "arn:aws:iam::111122223333:instance-profile/teams/web";

function adapter(...answers: Parameters<typeof fakeClient>[0][]) {
  const clients = answers.map((one) => fakeClient<IAMClient>(one));
  return { roles: rolesAdapter(() => clients), calls: () => clients.flatMap(({ calls }) => calls) };
}

describe("arnOf()", () => {
  it("asks nobody when the path is known", async () => {
    expect(await adapter().roles.arnOf(aPrincipal())).toBe(aPrincipal().arn);
  });

  it("tells the ARN with the path, and remembers it", async () => {
    const { roles, calls } = adapter({ GetRole: () => ({ Role: { Arn: pathArn } }) });
    expect(await roles.arnOf(role)).toBe(pathArn);
    expect(await roles.arnOf(role)).toBe(pathArn);
    expect(calls()).toEqual([["GetRole", { RoleName: "deploy" }]]);
  });

  it("looks users up as users", async () => {
    const user = aPrincipal({ type: "user", name: "ann", pathKnown: false });
    const Arn = "arn:aws:iam::111122223333:user/people/ann";
    expect(await adapter({ GetUser: () => ({ User: { Arn } }) }).roles.arnOf(user)).toBe(Arn);
  });

  it("takes no namesake of another account for it", async () => {
    const ours = { GetRole: () => ({ Role: { Arn: "arn:aws:iam::444455556666:role/x/deploy" } }) };
    expect(await adapter(ours).roles.arnOf(role)).toBe(role.arn);
    const members = { GetRole: () => ({ Role: { Arn: pathArn } }) };
    expect(await adapter(ours, members).roles.arnOf(role)).toBe(pathArn);
  });

  it.each(["NoSuchEntity", "NoSuchEntityException", "AccessDenied"])("gives the known ARN on %s", async (name) => {
    expect(await adapter({ GetRole: failing(name) }).roles.arnOf(role)).toBe(role.arn);
  });

  it("gives the known ARN when the role in the member account may not be assumed", async () => {
    const cause = sdkError("AccessDenied", 403);
    const denied = () => {
      throw new SetupFault("sts:AssumeRole", "AccessDenied", { cause });
    };
    expect(await adapter({ GetRole: failing("NoSuchEntity") }, { GetRole: denied }).roles.arnOf(role)).toBe(role.arn);
  });

  it("throws Throttled rather than guess", async () => {
    await expect(adapter({ GetRole: failing("Throttling") }).roles.arnOf(role)).rejects.toMatchObject({
      name: "Throttled",
    });
  });
});

describe("roleOfInstanceProfile()", () => {
  it("tells the role behind the profile", async () => {
    const { roles, calls } = adapter({
      GetInstanceProfile: () => ({ InstanceProfile: { Roles: [{ Arn: pathArn }] } }),
    });
    expect(await roles.roleOfInstanceProfile(profile)).toBe(pathArn);
    expect(await roles.roleOfInstanceProfile(profile)).toBe(pathArn);
    expect(calls()).toEqual([["GetInstanceProfile", { InstanceProfileName: "web" }]]);
  });

  it("answers undefined when IAM does not tell", async () => {
    const { roles } = adapter({ GetInstanceProfile: failing("NoSuchEntity") });
    expect(await roles.roleOfInstanceProfile(profile)).toBeUndefined();
  });
});
