import { createHash } from "node:crypto";

/** How an object is encrypted, as its answers say. */
export interface Encryption {
  readonly ServerSideEncryption: string;
  readonly SSEKMSKeyId?: string;
  readonly BucketKeyEnabled?: boolean;
}

/** An object as it lies in a bucket. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: Uint8Array;
  /** In quotes, as on the wire. */
  readonly etag: string;
  readonly modifiedAtMs: number;
  /** The user's own metadata, names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
  /** ContentType, CacheControl …, as they were given. */
  readonly headers: Readonly<Record<string, string>>;
  readonly encryption: Encryption;
  /** ChecksumCRC32 …, as they were given and found right. */
  readonly checksums: Readonly<Record<string, string>>;
}

export const etagOf = (bytes: Uint8Array): string => `"${createHash("md5").update(bytes).digest("hex")}"`;

/** The body of an answer, readable as those of SDK clients are. */
export class ObjectBody {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  async transformToString(encoding: BufferEncoding = "utf8"): Promise<string> {
    return Buffer.from(this.bytes).toString(encoding);
  }

  async transformToByteArray(): Promise<Uint8Array> {
    return Uint8Array.from(this.bytes);
  }

  /** As Step Functions hands it on. */
  toJSON(): string {
    return Buffer.from(this.bytes).toString();
  }
}
