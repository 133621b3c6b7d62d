import type { CallContext, World } from "../../service.ts";
import type { Input } from "../request/input.ts";
import { noSuchBucket, s3Error } from "./errors.ts";
import type { Encryption, StoredObject } from "./stored-object.ts";

export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly ownerId: string;
  readonly createdAtMs: number;
  /** Of objects whose request says nothing about it. */
  encryption: Encryption;
  readonly objects: Map<string, StoredObject>;
}

// docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const namePattern =
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** All buckets: their names are the same for every account and Region of a partition. */
export class Buckets {
  readonly world: World;
  readonly #byName = new Map<string, Bucket>();

  constructor(world: World) {
    this.world = world;
  }

  all(): readonly Bucket[] {
    return [...this.#byName.values()];
  }

  find(name: string): Bucket | undefined {
    return this.#byName.get(name);
  }

  /** @throws {ServiceError} InvalidBucketName, BucketAlreadyOwnedByYou, BucketAlreadyExists */
  create(name: string, { region, accountId }: CallContext): Bucket {
    if (!namePattern.test(name) || name.includes("..") || /^\d+(\.\d+){3}$/.test(name))
      throw s3Error("InvalidBucketName", 400, "The specified bucket is not valid.", { BucketName: name });
    const known = this.#byName.get(name);
    if (known?.ownerId === accountId)
      throw s3Error("BucketAlreadyOwnedByYou", 409, "Your previous request to create the named bucket succeeded.");
    if (known) throw s3Error("BucketAlreadyExists", 409, "The requested bucket name is not available.");
    const bucket: Bucket = {
      ...{ name, region, ownerId: accountId, createdAtMs: this.world.clock.now() },
      encryption: { ServerSideEncryption: "AES256" },
      objects: new Map(),
    };
    this.#byName.set(name, bucket);
    return bucket;
  }

  /** The bucket of the member `Bucket`. @throws {ServiceError} NoSuchBucket, AccessDenied, PermanentRedirect */
  of(input: Input, { region, accountId }: CallContext): Bucket {
    const name = input.text("Bucket");
    const bucket = this.#byName.get(name);
    if (!bucket) throw noSuchBucket(name);
    const expected = input.optionalText("ExpectedBucketOwner");
    if (bucket.ownerId !== accountId || (expected !== undefined && expected !== bucket.ownerId))
      throw s3Error("AccessDenied", 403, "Access Denied");
    if (bucket.region !== region)
      throw s3Error("PermanentRedirect", 301, "The bucket you are attempting to access must be addressed elsewhere.", {
        Endpoint: `${name}.s3.${bucket.region}.amazonaws.com`,
      });
    return bucket;
  }
}
