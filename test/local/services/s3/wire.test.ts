import { request } from "node:http";
import { Readable } from "node:stream";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Front } from "#local/http/front.ts";
import { createS3, type S3 } from "#local/services/s3/s3.ts";
import { aFront, rejectionOf } from "../a-front.ts";
import { aWorld } from "../a-world.ts";

const { world, clock } = aWorld("2026-12-01T12:00:00.500Z");
const Bucket = "reports-111122223333";
let s3: S3;
let front: Front;
let client: S3Client;
let sdk: Awaited<ReturnType<typeof aFront>>["sdk"];

beforeAll(async () => {
  s3 = createS3(world);
  ({ front, sdk } = await aFront(world, [s3]));
  client = new S3Client(sdk);
  await client.send(new CreateBucketCommand({ Bucket }));
});
afterAll(async () => {
  client.destroy();
  await front.close();
});
beforeEach(async () => {
  for (const { key } of s3.objects(Bucket)) await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
});

const put = (Key: string, Body: string, more: object = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

describe("S3 over the wire", () => {
  it("gives back what it was given, whatever the key is called", async () => {
    const Key = "a b/ü?#%2F+&=/😀.html";
    const Metadata = { finding: "1/2" };
    const asked = { ContentType: "text/html; charset=utf-8", CacheControl: "no-store", Metadata };
    const { ETag, ServerSideEncryption, ChecksumCRC32 } = await put(Key, "<p>é</p>", asked);
    expect({ ServerSideEncryption, ChecksumCRC32 }).toEqual({
      ServerSideEncryption: "AES256",
      ChecksumCRC32: "9/nbkw==",
    });
    const { Body, LastModified, ...got } = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe("<p>é</p>");
    expect(got).toMatchObject({ ETag, ContentLength: 9, ServerSideEncryption: "AES256", ChecksumCRC32, ...asked });
    expect(LastModified).toEqual(new Date("2026-12-01T12:00:00Z"));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({ ETag, ContentLength: 9, ...asked });
  });

  it("takes a stream, whose checksum comes behind it", async () => {
    const Body = Readable.from([Buffer.from("hello "), Buffer.from("world")]);
    await client.send(new PutObjectCommand({ Bucket, Key: "s", Body, ContentLength: 11, ContentEncoding: "identity" }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: "s" }));
    expect(await got.Body?.transformToString()).toBe("hello world");
    expect(got).toMatchObject({ ChecksumCRC32: "DUoRhQ==", ContentEncoding: "identity" });
  });

  it("refuses what was damaged on its way", async () => {
    expect(await rejectionOf(put("k", "a", { ChecksumCRC32: "AAAAAA==" }))).toBe("BadDigest 400");
    expect(await rejectionOf(put("k", "a", { ContentMD5: "AAAAAAAAAAAAAAAAAAAAAA==" }))).toBe("BadDigest 400");
    expect(await rejectionOf(put("k", "a", { ChecksumSHA256: "AAAA" }))).toBe("BadDigest 400");
    expect(s3.objects(Bucket)).toEqual([]);
  });

  it("writes once where it is asked to: the second writer learns of it", async () => {
    await put("once", "first", { IfNoneMatch: "*" });
    expect(await rejectionOf(put("once", "second", { IfNoneMatch: "*" }))).toBe("PreconditionFailed 412");
    const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket, Key: "once" }));
    expect(await Body?.transformToString()).toBe("first");
    expect(await rejectionOf(put("once", "third", { IfMatch: '"other"' }))).toBe("PreconditionFailed 412");
    await put("once", "third", { IfMatch: ETag });
    expect(await rejectionOf(put("none", "x", { IfMatch: ETag }))).toBe("NoSuchKey 404");
  });

  it("says how an object is encrypted", async () => {
    const encryption = {
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: "arn:aws:kms:eu-west-1:1:key/k",
      BucketKeyEnabled: true,
    };
    expect(await put("k", "a", encryption)).toMatchObject(encryption);
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: "k" }))).toMatchObject(encryption);
    expect(await rejectionOf(put("k", "a", { SSEKMSKeyId: "k" }))).toBe("InvalidArgument 400");
  });

  it("names what is missing; HEAD cannot", async () => {
    expect(await rejectionOf(client.send(new GetObjectCommand({ Bucket, Key: "none" })))).toBe("NoSuchKey 404");
    expect(await rejectionOf(client.send(new HeadObjectCommand({ Bucket, Key: "none" })))).toBe("NotFound 404");
    const other = { Bucket: "no-such-bucket" };
    expect(await rejectionOf(client.send(new GetObjectCommand({ ...other, Key: "k" })))).toBe("NoSuchBucket 404");
    expect(await rejectionOf(client.send(new HeadBucketCommand(other)))).toBe("NotFound 404");
    expect(await client.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: "eu-west-1" });
    await client.send(new DeleteObjectCommand({ Bucket, Key: "none" }));
  });

  it("lists by prefix, page by page, in the order of bytes", async () => {
    for (const Key of ["r/b", "r/a", "r/ä", "r/Z", "r/😀", "q", "r/a/1", "r/a&<b>"]) await put(Key, Key);
    const keys: (string | undefined)[] = [];
    const pages = paginateListObjectsV2({ client, pageSize: 2 }, { Bucket, Prefix: "r/" });
    for await (const { Contents = [], KeyCount } of pages) {
      expect(KeyCount).toBe(Contents.length);
      keys.push(...Contents.map(({ Key }) => Key));
    }
    expect(keys).toEqual(["r/Z", "r/a", "r/a&<b>", "r/a/1", "r/b", "r/ä", "r/😀"]);
    const { Contents, CommonPrefixes } = await client.send(
      new ListObjectsV2Command({ Bucket, Delimiter: "/", EncodingType: "url" }),
    );
    expect(Contents).toMatchObject([
      { Key: "q", Size: 1, StorageClass: "STANDARD", LastModified: new Date(clock.now()) },
    ]);
    expect(CommonPrefixes).toEqual([{ Prefix: "r/" }]);
    const token = { Bucket, ContinuationToken: "made-up" };
    expect(await rejectionOf(client.send(new ListObjectsV2Command(token)))).toBe("InvalidArgument 400");
  });

  it("refuses by name what it does not have", async () => {
    expect(await rejectionOf(put("k", "a", { ACL: "public-read" }))).toBe("NotImplemented 501");
    const range = new GetObjectCommand({ Bucket, Key: "k", Range: "bytes=0-1" });
    expect(await rejectionOf(client.send(range))).toBe("NotImplemented 501");
    expect(await rejectionOf(put("k", "a", { ChecksumCRC32C: "AAAAAA==" }))).toBe("NotImplemented 501");
    const acl = await fetch(`${front.url}/${Bucket}/k?acl`, { headers: { authorization } });
    expect(`${acl.status} ${await acl.text()}`).toContain("UnknownOperationException");
    const broken = await fetch(`${front.url}/${Bucket}/%ff`, { headers: { authorization } });
    expect(`${broken.status} ${await broken.text()}`).toContain("InvalidURI");
  });

  it("finds the bucket in the host, too", async () => {
    await put("a/b.txt", "by path");
    const host = `${Bucket}.s3.eu-west-1.amazonaws.com`;
    expect(await answerOf("/a/b.txt", host)).toBe("by path");
    expect(await answerOf("/a/b.txt", `${Bucket}.localhost:4566`)).toBe("by path");
    expect(await answerOf(`/${Bucket}/a/b.txt`, "localhost:4566")).toBe("by path");
  });

  it("lists the buckets, each in its Region", async () => {
    const { Buckets } = await client.send(new ListBucketsCommand({}));
    expect(Buckets).toEqual([{ Name: Bucket, CreationDate: new Date("2026-12-01T12:00:00.500Z") }]);
    const elsewhere = new S3Client({ ...sdk, region: "us-east-1" });
    expect(await rejectionOf(elsewhere.send(new GetObjectCommand({ Bucket, Key: "k" })))).toBe("PermanentRedirect 301");
  });
});

const authorization =
  "AWS4-HMAC-SHA256 Credential=a/20261201/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0";

/** `fetch` does not let go of its own host. */
function answerOf(path: string, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port: front.port, path, headers: { host, authorization } };
    request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(Buffer.concat(chunks).toString()));
    })
      .on("error", reject)
      .end();
  });
}
