import { describe, expect, it } from "vitest";
import { createS3, type S3Options } from "#local/services/s3/s3.ts";
import { aWorld, calling, failureOf } from "../a-world.ts";

const Bucket = "reports";

function anS3(options: S3Options = {}) {
  const { world, clock } = aWorld();
  const s3 = createS3(world, options);
  const call = calling(s3);
  call("CreateBucket", { Bucket });
  return { s3, call, clock };
}

describe("createS3()", () => {
  it("answers in process as a client does", async () => {
    const { call } = anS3();
    call("PutObject", { Bucket, Key: "k", Body: "text é" });
    call("PutObject", { Bucket, Key: "b", Body: Uint8Array.of(0, 255) });
    expect(await call("GetObject", { Bucket, Key: "k" }).Body.transformToString()).toBe("text é");
    expect(await call("GetObject", { Bucket, Key: "b" }).Body.transformToByteArray()).toEqual(Uint8Array.of(0, 255));
    expect(JSON.parse(JSON.stringify(call("GetObject", { Bucket, Key: "k" })))).toMatchObject({ Body: "text é" });
  });

  it("keeps what it was given, whatever becomes of the giver's bytes", async () => {
    const { call, s3 } = anS3();
    const Body = Uint8Array.of(1, 2);
    call("PutObject", { Bucket, Key: "k", Body });
    Body[0] = 9;
    expect(s3.objects(Bucket)).toMatchObject([{ key: "k", bytes: Uint8Array.of(1, 2) }]);
  });

  it("slows callers down beyond its rates, writers apart from readers", () => {
    const { call, clock } = anS3({ writeRate: { perSecond: 1, burst: 2 }, readRate: { perSecond: 1, burst: 1 } });
    const put = () => call("PutObject", { Bucket, Key: "k", Body: "a" });
    put();
    put();
    expect(failureOf(put)).toBe("SlowDown 503");
    call("HeadObject", { Bucket, Key: "k" });
    expect(failureOf(() => call("HeadObject", { Bucket, Key: "k" }))).toBe("SlowDown 503");
    clock.advance(1);
    put();
  });

  it.each([
    ["a name that S3 does not take", "CreateBucket", { Bucket: "Reports" }, "InvalidBucketName 400"],
    ["a name that looks like an address", "CreateBucket", { Bucket: "10.0.0.1" }, "InvalidBucketName 400"],
    ["a bucket that is there", "CreateBucket", { Bucket }, "BucketAlreadyOwnedByYou 409"],
    ["a key that is too long", "PutObject", { Bucket, Key: "é".repeat(513) }, "KeyTooLongError 400"],
    ["no key", "PutObject", { Bucket, Body: "a" }, "InvalidRequest 400"],
    ["a body of neither text nor bytes", "PutObject", { Bucket, Key: "k", Body: {} }, "InvalidRequest 400"],
    ["too much metadata", "PutObject", { Bucket, Key: "k", Metadata: { a: "b".repeat(2048) } }, "MetadataTooLarge 400"],
    ["another owner", "HeadBucket", { Bucket, ExpectedBucketOwner: "999999999999" }, "AccessDenied 403"],
  ])("refuses %s", (_what, operation, input, failure) => {
    const { call } = anS3();
    expect(failureOf(() => call(operation, input))).toBe(failure);
  });

  it("keeps other accounts out", () => {
    const { call } = anS3();
    const stranger = { region: "eu-west-1", accountId: "999999999999" };
    expect(failureOf(() => call("CreateBucket", { Bucket }, stranger))).toBe("BucketAlreadyExists 409");
    expect(failureOf(() => call("GetObject", { Bucket, Key: "k" }, stranger))).toBe("AccessDenied 403");
  });
});
