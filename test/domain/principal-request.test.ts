import { describe, expect, it } from "vitest";
import { isPrincipalArn, principalRequest } from "#domain/principal-request.ts";

const now = Date.parse("2026-03-04T10:30:00.000Z");
const range = { since: now - 7 * 24 * 3_600_000, now };
const of = (arn: string) => principalRequest(arn, "eu-west-1", range);

describe("isPrincipalArn()", () => {
  it.each([
    { text: "arn:aws:iam::111122223333:role/ci-deploy", is: true },
    { text: "arn:aws:sts::111122223333:assumed-role/ci-deploy/session", is: true },
    { text: "arn:aws:guardduty:eu-west-1:111122223333:detector/0a/finding/1b", is: false },
    { text: "1ab2c3d4", is: false },
  ])("is $is for $text", ({ text, is }) => expect(isPrincipalArn(text)).toBe(is));
});

describe("principalRequest()", () => {
  it("asks for all that a role did since then", () => {
    expect(of("arn:aws:iam::111122223333:role/pipeline/ci-deploy")).toEqual({
      kind: "investigable",
      principal: {
        kind: "start",
        identity: "aws/111122223333/role/ci-deploy",
        partition: "aws",
        accountId: "111122223333",
        type: "role",
        name: "ci-deploy",
        arn: "arn:aws:iam::111122223333:role/pipeline/ci-deploy",
        pathKnown: true,
        region: "eu-west-1",
        firstActivityAt: "2026-02-25T10:30:00.000Z",
        lastActivityAt: "2026-03-04T10:30:00.000Z",
        try: 1,
      },
    });
  });

  it("takes the session of an assumed role for its role", () => {
    expect(of("arn:aws:sts::111122223333:assumed-role/ci-deploy/build-1")).toMatchObject({
      principal: { arn: "arn:aws:iam::111122223333:role/ci-deploy", pathKnown: false },
    });
  });

  it.each([
    { arn: "arn:aws:iam::111122223333:root", reason: "root" },
    { arn: "arn:aws:sts::111122223333:federated-user/guest", reason: "federated-user" },
    { arn: "arn:aws:iam::111122223333:instance-profile/web", reason: "instance-profile" },
    { arn: "arn:aws:iam::111122223333:policy/admin", reason: "unknown-id" },
  ])("says why $arn cannot be investigated: $reason", ({ arn, reason }) => {
    expect(of(arn)).toEqual({ kind: "not-investigable", reason });
  });
});
