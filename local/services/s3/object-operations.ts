import type { CallContext, Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import type { Buckets } from "./buckets.ts";
import { invalidRequest, noSuchKey, notFound, preconditionFailed, s3Error } from "./errors.ts";
import { onlyMembers } from "./members.ts";
import { putObject } from "./put-object.ts";
import { ObjectBody, type StoredObject } from "./stored-object.ts";

const readMembers = ["Bucket", "Key", "ChecksumMode", "ExpectedBucketOwner", "IfMatch", "IfNoneMatch"];

/** PutObject, GetObject, HeadObject, DeleteObject. @see docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export function objectOperations(buckets: Buckets): Readonly<Record<string, Operation>> {
  return {
    PutObject: putObject(buckets),
    GetObject: (given, call) => {
      const input = onlyMembers(new Input(given, invalidRequest), readMembers);
      const found = objectOf(buckets, input, call);
      if (!found) throw noSuchKey(input.text("Key"));
      checkConditions(input, found);
      return { ...described(found, input), Body: new ObjectBody(found.bytes) };
    },
    HeadObject: (given, call) => {
      const input = onlyMembers(new Input(given, invalidRequest), readMembers);
      if (!buckets.find(input.text("Bucket"))) throw notFound();
      const found = objectOf(buckets, input, call);
      if (!found) throw notFound();
      checkConditions(input, found);
      return described(found, input);
    },
    DeleteObject: (given, call) => {
      const input = onlyMembers(new Input(given, invalidRequest), ["Bucket", "Key", "ExpectedBucketOwner"]);
      buckets.of(input, call).objects.delete(input.text("Key", { min: 1 }));
      return {};
    },
  };
}

function objectOf(buckets: Buckets, input: Input, call: CallContext): StoredObject | undefined {
  return buckets.of(input, call).objects.get(input.text("Key", { min: 1 }));
}

function checkConditions(input: Input, { etag }: StoredObject): void {
  const [ifMatch, ifNoneMatch] = [input.optionalText("IfMatch"), input.optionalText("IfNoneMatch")];
  if (ifMatch !== undefined && ifMatch !== etag && ifMatch !== "*") throw preconditionFailed("If-Match");
  if (ifNoneMatch === etag || ifNoneMatch === "*") throw s3Error("NotModified", 304, "Not Modified");
}

function described(object: StoredObject, input: Input): Readonly<Record<string, unknown>> {
  return {
    LastModified: new Date(Math.floor(object.modifiedAtMs / 1000) * 1000),
    ContentLength: object.bytes.byteLength,
    ETag: object.etag,
    Metadata: object.metadata,
    ...object.headers,
    ...object.encryption,
    ...(input.optionalText("ChecksumMode") === "ENABLED" && object.checksums),
  };
}
