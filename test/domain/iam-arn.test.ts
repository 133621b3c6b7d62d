import { describe, expect, it } from "vitest";
import { iamPathOf, parseIamArn } from "#domain/iam-arn.ts";

const owner = { partition: "aws", accountId: "111122223333" };

describe("parseIamArn()", () => {
  it.each([
    ["arn:aws:iam::111122223333:user/alice", { ...owner, kind: "user", name: "alice", path: "/" }],
    ["arn:aws:iam::111122223333:user/a/b/alice", { ...owner, kind: "user", name: "alice", path: "/a/b/" }],
    ["arn:aws:iam::111122223333:role/deploy", { ...owner, kind: "role", name: "deploy", path: "/" }],
    ["arn:aws:sts::111122223333:assumed-role/deploy/s", { ...owner, kind: "role", name: "deploy", path: undefined }],
    ["arn:aws:sts::111122223333:assumed-role/deploy", { ...owner, kind: "role", name: "deploy", path: undefined }],
    ["arn:aws:iam::111122223333:root", { ...owner, kind: "root" }],
    ["arn:aws:sts::111122223333:federated-user/alice", { ...owner, kind: "federated-user" }],
    ["arn:aws:iam::111122223333:instance-profile/web", { ...owner, kind: "instance-profile" }],
    [
      "arn:aws-us-gov:iam::111122223333:role/deploy",
      { ...owner, partition: "aws-us-gov", kind: "role", name: "deploy", path: "/" },
    ],
    [
      "arn:aws-iso-b:iam::111122223333:role/deploy",
      { ...owner, partition: "aws-iso-b", kind: "role", name: "deploy", path: "/" },
    ],
  ])("reads %s", (arn, entity) => {
    expect(parseIamArn(arn)).toEqual(entity);
  });

  it.each([
    "arn:aws:iam::111122223333:user/",
    "arn:aws:iam::111122223333:user/AIDAEXAMPLEUSER000001",
    "arn:aws:iam::111122223333:role/*",
    "arn:aws:iam::111122223333:role/deploy\n",
    "arn:aws:iam::111122223333:group/admins",
    "arn:aws:iam::111122223333:policy/all",
    "arn:aws:iam::aws:role/deploy",
    "arn:aws:iam::11112222333:role/deploy",
    "arn:aws:s3:::role/deploy",
    "arn:evil:iam::111122223333:role/deploy",
    "role/deploy",
    "",
  ])("reads nothing from %j", (arn) => {
    expect(parseIamArn(arn)).toBeUndefined();
  });
});

describe("iamPathOf()", () => {
  it.each([
    ["/", "/"],
    ["/service-role/", "/service-role/"],
    ["/a/b:c.d@e/", "/a/b:c.d@e/"],
    ["service-role", undefined],
    ["//", undefined],
    ["/a b/", undefined],
    [`/${"a".repeat(128)}/`.repeat(5), undefined],
  ])("answers for %j", (text, path) => {
    expect(iamPathOf(text)).toBe(path);
  });
});
