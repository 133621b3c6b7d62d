import type { Service, World } from "../../service.ts";
import type { Rate } from "../rate-limit.ts";
import { withRates } from "../request/operations.ts";
import { bucketOperations } from "./bucket-operations.ts";
import { Buckets } from "./buckets.ts";
import { noSuchBucket, s3Error } from "./errors.ts";
import { listObjectsV2 } from "./list-objects.ts";
import { objectOperations } from "./object-operations.ts";
import type { StoredObject } from "./stored-object.ts";

export interface S3Options {
  /** Of each operation that writes, and of each that reads; 3,500 and 5,500 a second unless said. */
  readonly writeRate?: Rate;
  readonly readRate?: Rate;
}

/** The simulated S3: general purpose buckets, without versions. */
export interface S3 extends Service {
  /** Every object of a bucket, by key; not counted as a call. @throws {ServiceError} NoSuchBucket */
  objects(bucket: string): readonly StoredObject[];
}

const writing = ["CreateBucket", "DeleteObject", "PutBucketEncryption", "PutObject"];

/**
 * Amazon S3. Rates count per account and Region here, and per prefix on AWS.
 * @see docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
export function createS3(world: World, options: S3Options = {}): S3 {
  const buckets = new Buckets(world);
  const write = options.writeRate ?? { perSecond: 3500, burst: 3500 };
  const other = options.readRate ?? { perSecond: 5500, burst: 5500 };
  const operations = {
    ...bucketOperations(buckets),
    ...objectOperations(buckets),
    ListObjectsV2: listObjectsV2(buckets),
  };
  const rates = { operations: Object.fromEntries(writing.map((name) => [name, write])), other };
  return {
    name: "S3",
    signingName: "s3",
    protocol: { kind: "rest-xml" },
    operations: withRates(operations, world.clock, rates, slowDown),
    objects: (name) => {
      const bucket = buckets.find(name);
      if (!bucket) throw noSuchBucket(name);
      return [...bucket.objects.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    },
  };
}

const slowDown = () => s3Error("SlowDown", 503, "Please reduce your request rate.");
