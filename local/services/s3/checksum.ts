import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { Input } from "../request/input.ts";
import { s3Error } from "./errors.ts";

const algorithms: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  ChecksumCRC32: (bytes) => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(bytes));
    return sum;
  },
  ChecksumSHA1: (bytes) => createHash("sha1").update(bytes).digest(),
  ChecksumSHA256: (bytes) => createHash("sha256").update(bytes).digest(),
};

/**
 * The checksums that a request brings, each found right: CRC32 is what SDKs send unasked.
 * @throws {ServiceError} BadDigest, or NotImplemented for another algorithm
 * @see docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export function checkedChecksums(input: Input, bytes: Uint8Array): Readonly<Record<string, string>> {
  checkMd5(input.optionalText("ContentMD5"), bytes);
  const names = input.names().filter((name) => /^Checksum(?!Algorithm|Mode|Type)/.test(name));
  return Object.fromEntries(
    names.map((name) => {
      const [given, algorithm] = [input.text(name), algorithms[name]];
      if (!algorithm) throw s3Error("NotImplemented", 501, `The local AWS does not compute ${name}`);
      if (algorithm(bytes).toString("base64") !== given)
        throw s3Error("BadDigest", 400, `The ${name.slice(8)} you specified did not match the calculated checksum.`);
      return [name, given];
    }),
  );
}

function checkMd5(given: string | undefined, bytes: Uint8Array): void {
  if (given === undefined || createHash("md5").update(bytes).digest("base64") === given) return;
  throw s3Error("BadDigest", 400, "The Content-MD5 you specified did not match what we received.");
}
