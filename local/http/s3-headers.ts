import type { RawRequest } from "../service.ts";
import { ServiceError } from "../service.ts";

/** Header -> member of the SDK's input or output. */
const members: Readonly<Record<string, string>> = {
  "cache-control": "CacheControl",
  "content-disposition": "ContentDisposition",
  "content-encoding": "ContentEncoding",
  "content-language": "ContentLanguage",
  "content-md5": "ContentMD5",
  "content-type": "ContentType",
  etag: "ETag",
  "if-match": "IfMatch",
  "if-none-match": "IfNoneMatch",
  location: "Location",
  "x-amz-bucket-region": "BucketRegion",
  "x-amz-checksum-crc32": "ChecksumCRC32",
  "x-amz-checksum-crc32c": "ChecksumCRC32C",
  "x-amz-checksum-crc64nvme": "ChecksumCRC64NVME",
  "x-amz-checksum-mode": "ChecksumMode",
  "x-amz-checksum-sha1": "ChecksumSHA1",
  "x-amz-checksum-sha256": "ChecksumSHA256",
  "x-amz-expected-bucket-owner": "ExpectedBucketOwner",
  "x-amz-server-side-encryption": "ServerSideEncryption",
  "x-amz-server-side-encryption-aws-kms-key-id": "SSEKMSKeyId",
  "x-amz-server-side-encryption-bucket-key-enabled": "BucketKeyEnabled",
};
/** What speaks of the request itself, and says nothing about the object. */
const transport = new Set([
  ...["x-amz-content-sha256", "x-amz-date", "x-amz-decoded-content-length", "x-amz-sdk-checksum-algorithm"],
  ...["x-amz-security-token", "x-amz-trailer", "x-amz-user-agent"],
]);
/** Any other of these would change what is done. */
const telling = /^(x-amz-(?!meta-)|range$|if-|expires$|expect-bucket)/;
const metadataPrefix = "x-amz-meta-";

/** The members that headers carry. @throws {ServiceError} NotImplemented, naming a header that the local AWS does not know */
export function membersIn(headers: RawRequest["headers"]): Readonly<Record<string, unknown>> {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const unknown = given.find(([name]) => telling.test(name) && !members[name] && !transport.has(name));
  if (unknown)
    throw new ServiceError(
      "NotImplemented",
      501,
      `A header you provided implies functionality that is not implemented: ${unknown[0]}`,
    );
  const metadata = given.filter(([name]) => name.startsWith(metadataPrefix));
  return {
    ...Object.fromEntries(given.flatMap(([name, value]) => memberOf(name, value))),
    ...(metadata.length > 0 && {
      Metadata: Object.fromEntries(metadata.map(([name, value]) => [name.slice(metadataPrefix.length), value])),
    }),
  };
}

function memberOf(name: string, value: string): readonly (readonly [string, unknown])[] {
  const member = members[name];
  if (member === undefined) return [];
  if (member === "BucketKeyEnabled") return [[member, value === "true"]];
  if (member !== "ContentEncoding") return [[member, value]];
  // `aws-chunked` is how the body travels, not what it is.
  const codings = value.split(",").map((coding) => coding.trim());
  const left = codings.filter((coding) => coding !== "aws-chunked" && coding !== "").join(",");
  return left === "" ? [] : [[member, left]];
}

/** The headers that carry an output's members. */
export function headersOf(output: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const known = Object.entries(members).flatMap(([name, member]) =>
    output[member] === undefined ? [] : [[name, String(output[member])] as const],
  );
  const metadata = Object.entries(output["Metadata"] ?? {}).map(([name, value]) => [`${metadataPrefix}${name}`, value]);
  const { LastModified: modified, ContentLength: length } = output;
  return {
    ...Object.fromEntries([...known, ...metadata]),
    ...(modified instanceof Date && { "last-modified": modified.toUTCString() }),
    ...(length !== undefined && { "content-length": String(length) }),
  };
}
