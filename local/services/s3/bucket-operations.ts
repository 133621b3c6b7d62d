import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import type { Buckets } from "./buckets.ts";
import { invalidRequest, notFound, s3Error } from "./errors.ts";
import { onlyMembers } from "./members.ts";
import type { Encryption } from "./stored-object.ts";

/** CreateBucket, HeadBucket, ListBuckets, PutBucketEncryption. */
export function bucketOperations(buckets: Buckets): Readonly<Record<string, Operation>> {
  return {
    CreateBucket: (given, call) => {
      const input = onlyMembers(new Input(given, invalidRequest), ["Bucket"]);
      return { Location: `/${buckets.create(input.text("Bucket"), call).name}` };
    },
    HeadBucket: (given, call) => {
      const input = onlyMembers(new Input(given, invalidRequest), ["Bucket", "ExpectedBucketOwner"]);
      if (!buckets.find(input.text("Bucket"))) throw notFound();
      return { BucketRegion: buckets.of(input, call).region };
    },
    ListBuckets: (given, { accountId }) => {
      onlyMembers(new Input(given, invalidRequest), []);
      const own = buckets.all().filter(({ ownerId }) => ownerId === accountId);
      return { Buckets: own.map(({ name, createdAtMs }) => ({ Name: name, CreationDate: new Date(createdAtMs) })) };
    },
    PutBucketEncryption: (given, call) => {
      const input = onlyMembers(new Input(given, invalidRequest), ["Bucket", "ServerSideEncryptionConfiguration"]);
      buckets.of(input, call).encryption = encryptionIn(input.object("ServerSideEncryptionConfiguration"));
      return {};
    },
  };
}

function encryptionIn(configuration: Input): Encryption {
  const [rule] = configuration.objects("Rules", { min: 1, max: 1 });
  const byDefault = rule?.optionalObject("ApplyServerSideEncryptionByDefault");
  if (!rule || !byDefault) throw s3Error("MalformedXML", 400, "A rule has no ApplyServerSideEncryptionByDefault");
  const keyId = byDefault.optionalText("KMSMasterKeyID");
  const bucketKey = rule.optionalBoolean("BucketKeyEnabled");
  return {
    ServerSideEncryption: byDefault.choice("SSEAlgorithm", ["AES256", "aws:kms", "aws:kms:dsse"]),
    ...(keyId !== undefined && { SSEKMSKeyId: keyId }),
    ...(bucketKey !== undefined && { BucketKeyEnabled: bucketKey }),
  };
}
