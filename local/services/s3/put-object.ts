import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { isRecord } from "../request/record.ts";
import type { Bucket, Buckets } from "./buckets.ts";
import { checkedChecksums } from "./checksum.ts";
import { invalidArgument, invalidRequest, noSuchKey, preconditionFailed, s3Error } from "./errors.ts";
import { onlyMembers } from "./members.ts";
import { type Encryption, etagOf, type StoredObject } from "./stored-object.ts";

const headerMembers = ["ContentType", "CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage"];
const members = [
  ...["Bucket", "Key", "Body", "Metadata", "ContentLength", "ContentMD5", "ExpectedBucketOwner"],
  ...["IfMatch", "IfNoneMatch", "ServerSideEncryption", "SSEKMSKeyId", "BucketKeyEnabled"],
  ...["ChecksumAlgorithm", "ChecksumCRC32", "ChecksumCRC32C", "ChecksumCRC64NVME", "ChecksumSHA1", "ChecksumSHA256"],
  ...headerMembers,
];
const metadataBytesMax = 2048;
const keyBytesMax = 1024;

/** @see docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export function putObject(buckets: Buckets): Operation {
  return (given, call) => {
    const input = onlyMembers(new Input(given, invalidRequest), members);
    const bucket = buckets.of(input, call);
    const key = keyOf(input);
    checkConditions(input, bucket.objects.get(key), key);
    const bytes = bytesOf(input.raw("Body"));
    const object: StoredObject = {
      key,
      bytes,
      etag: etagOf(bytes),
      modifiedAtMs: buckets.world.clock.now(),
      metadata: metadataOf(input),
      headers: headersOf(input),
      encryption: encryptionOf(input, bucket),
      checksums: checkedChecksums(input, bytes),
    };
    bucket.objects.set(key, object);
    return { ETag: object.etag, ...object.encryption, ...object.checksums };
  };
}

function keyOf(input: Input): string {
  const key = input.text("Key", { min: 1 });
  if (Buffer.byteLength(key) > keyBytesMax) throw s3Error("KeyTooLongError", 400, "Your key is too long");
  return key;
}

/** @see docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
function checkConditions(input: Input, there: StoredObject | undefined, key: string): void {
  const [ifMatch, ifNoneMatch] = [input.optionalText("IfMatch"), input.optionalText("IfNoneMatch")];
  if (ifNoneMatch !== undefined && ifNoneMatch !== "*")
    throw s3Error("NotImplemented", 501, "A header you provided implies functionality that is not implemented");
  if (ifNoneMatch !== undefined && there) throw preconditionFailed("If-None-Match");
  if (ifMatch !== undefined && !there) throw noSuchKey(key);
  if (ifMatch !== undefined && ifMatch.replaceAll('"', "") !== there?.etag.replaceAll('"', ""))
    throw preconditionFailed("If-Match");
}

function bytesOf(body: unknown): Uint8Array {
  if (body === undefined) return new Uint8Array();
  if (typeof body === "string") return Buffer.from(body);
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  throw invalidRequest("Body is neither text nor bytes");
}

function metadataOf(input: Input): Readonly<Record<string, string>> {
  const given = input.raw("Metadata") ?? {};
  if (!isRecord(given)) throw invalidRequest("Metadata must be a map of names to values");
  const entries = Object.entries(given).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  const bytes = entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (bytes > metadataBytesMax)
    throw s3Error("MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size");
  return Object.fromEntries(entries);
}

function headersOf(input: Input): Readonly<Record<string, string>> {
  const given = headerMembers.flatMap((name) => {
    const value = input.optionalText(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ContentType: "application/octet-stream", ...Object.fromEntries(given) };
}

function encryptionOf(input: Input, bucket: Bucket): Encryption {
  const algorithm = input.optionalChoice("ServerSideEncryption", ["AES256", "aws:kms", "aws:kms:dsse"]);
  const keyId = input.optionalText("SSEKMSKeyId");
  if (keyId !== undefined && !algorithm?.startsWith("aws:kms"))
    throw invalidArgument("Server Side Encryption with KMS managed key requires HTTP header aws:kms");
  if (algorithm === undefined) return bucket.encryption;
  const bucketKey = input.optionalBoolean("BucketKeyEnabled");
  return {
    ServerSideEncryption: algorithm,
    ...(keyId !== undefined && { SSEKMSKeyId: keyId }),
    ...(bucketKey !== undefined && { BucketKeyEnabled: bucketKey }),
  };
}
