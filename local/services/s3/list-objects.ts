import type { Operation } from "../../service.ts";
import { hexDigest } from "../request/digest.ts";
import { Input } from "../request/input.ts";
import type { Buckets } from "./buckets.ts";
import { invalidArgument, invalidRequest } from "./errors.ts";
import { onlyMembers } from "./members.ts";
import type { StoredObject } from "./stored-object.ts";

const keysMax = 1000;
const members = [
  ...["Bucket", "Prefix", "Delimiter", "MaxKeys", "ContinuationToken", "StartAfter", "EncodingType", "FetchOwner"],
  "ExpectedBucketOwner",
];

/** A line of a listing: an object, or all objects whose keys begin alike. */
interface Entry {
  readonly name: string;
  readonly object?: StoredObject;
}

/** @see docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjectsV2(buckets: Buckets): Operation {
  return (given, call) => {
    const input = onlyMembers(new Input(given, invalidRequest), members);
    const bucket = buckets.of(input, call);
    const Prefix = input.optionalText("Prefix") ?? "";
    const Delimiter = input.optionalText("Delimiter");
    const MaxKeys = Math.min(keysMax, input.optionalInteger("MaxKeys", { min: 0 }) ?? keysMax);
    const after = startOf(input, bucket.name);
    const entries = entriesOf([...bucket.objects.values()], Prefix, Delimiter).filter(
      ({ name }) => after === undefined || order(name, after) > 0,
    );
    const page = entries.slice(0, MaxKeys);
    const last = page.length < entries.length ? page.at(-1) : undefined;
    const spell = input.optionalText("EncodingType") === "url" ? urlSpelling : (text: string) => text;
    return {
      Name: bucket.name,
      Prefix: spell(Prefix),
      ...(Delimiter !== undefined && { Delimiter: spell(Delimiter) }),
      ...repeated(input),
      MaxKeys,
      KeyCount: page.length,
      IsTruncated: last !== undefined,
      Contents: page.flatMap(({ object }) => (object ? [listed(object, spell)] : [])),
      CommonPrefixes: page.flatMap(({ name, object }) => (object ? [] : [{ Prefix: spell(name) }])),
      ...(last && { NextContinuationToken: sealed(last.name, bucket.name) }),
    };
  };
}

const urlSpelling = (text: string): string => encodeURIComponent(text).replaceAll("%2F", "/");

/** What an answer repeats of its request. */
function repeated(input: Input): Readonly<Record<string, unknown>> {
  const names = ["ContinuationToken", "StartAfter", "EncodingType"];
  return Object.fromEntries(names.flatMap((name) => (input.raw(name) === undefined ? [] : [[name, input.raw(name)]])));
}

function entriesOf(objects: readonly StoredObject[], prefix: string, delimiter: string | undefined): readonly Entry[] {
  const entries = new Map<string, Entry>();
  for (const object of objects.filter(({ key }) => key.startsWith(prefix))) {
    const end = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1;
    const name = end < 0 ? object.key : object.key.slice(0, end + (delimiter?.length ?? 0));
    entries.set(name, end < 0 ? { name, object } : { name });
  }
  return [...entries.values()].sort((a, b) => order(a.name, b.name));
}

/** Keys are listed in the order of their UTF-8 bytes. */
const order = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function listed({ key, etag, bytes, modifiedAtMs }: StoredObject, spell: (text: string) => string) {
  return {
    Key: spell(key),
    LastModified: new Date(modifiedAtMs),
    ETag: etag,
    Size: bytes.byteLength,
    StorageClass: "STANDARD",
  };
}

function startOf(input: Input, bucket: string): string | undefined {
  const token = input.optionalText("ContinuationToken");
  return token === undefined ? input.optionalText("StartAfter") : opened(token, bucket);
}

const sealed = (name: string, bucket: string): string =>
  `${Buffer.from(name).toString("base64url")}.${hexDigest(16, name, bucket)}`;

function opened(token: string, bucket: string): string {
  const name = Buffer.from(token.slice(0, token.indexOf(".")), "base64url").toString();
  if (token !== sealed(name, bucket)) throw invalidArgument("The continuation token provided is incorrect");
  return name;
}
