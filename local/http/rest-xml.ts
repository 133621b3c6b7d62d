import type { RawRequest, Service, ServiceError } from "../service.ts";
import { unframed } from "./aws-chunked.ts";
import type { Answer, Dialect, OperationCall } from "./dialect.ts";
import { s3AddressOf } from "./s3-address.ts";
import { headersOf, membersIn } from "./s3-headers.ts";
import { unknownOperation } from "./unknown.ts";
import { escapeXml, writeXml } from "./xml.ts";

const namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
const queryMembers: Readonly<Record<string, string>> = {
  prefix: "Prefix",
  delimiter: "Delimiter",
  "max-keys": "MaxKeys",
  "continuation-token": "ContinuationToken",
  "start-after": "StartAfter",
  "encoding-type": "EncodingType",
  "fetch-owner": "FetchOwner",
};
/** Elements around the output of the operations that answer XML. */
const roots: Readonly<Record<string, string>> = {
  ListBuckets: "ListAllMyBucketsResult",
  ListObjectsV2: "ListBucketResult",
};

/**
 * REST-XML as S3 speaks it: bucket and key in host and path, the rest in headers, objects as they are.
 * @see docs.aws.amazon.com/AmazonS3/latest/API/RESTAPI.html
 */
export function restXml(service: Service): Dialect {
  return {
    read: (request) => read(service, request),
    answer,
    fail: failure,
  };
}

function read(service: Service, request: RawRequest): OperationCall {
  const { bucket, key } = s3AddressOf(request);
  const operation = operationOf(request, bucket, key);
  if (operation === undefined || !Object.hasOwn(service.operations, operation))
    throw unknownOperation(service, ` ${request.method} ${request.path}?${request.query}`, 400);
  const address = { ...(bucket !== undefined && { Bucket: bucket }), ...(key !== undefined && { Key: key }) };
  const { body, trailers } = unframed(request);
  const headers = membersIn({ ...request.headers, ...trailers });
  if (operation === "PutObject") return { operation, input: { ...address, ...headers, Body: body } };
  const { ContentType: _, ContentMD5: __, ...conditions } = headers;
  return { operation, input: { ...address, ...conditions, ...queryOf(request.query) } };
}

/** Whatever else the query names is a part of the bucket or object that is not here: `acl`, `tagging`, `uploads`. */
function operationOf({ method, query }: RawRequest, bucket: string | undefined, key: string | undefined) {
  const names = [...query.keys()].filter((name) => !/^X-Amz-/i.test(name) && name !== "x-id");
  const isListing = query.get("list-type") === "2";
  if (isListing) return method === "GET" && bucket !== undefined && key === undefined ? listing(names) : undefined;
  if (names.length > 0) return undefined;
  if (bucket === undefined) return method === "GET" ? "ListBuckets" : undefined;
  const operations = key === undefined ? bucketMethods : objectMethods;
  return Object.hasOwn(operations, method) ? operations[method] : undefined;
}

const bucketMethods: Readonly<Record<string, string>> = { HEAD: "HeadBucket", PUT: "CreateBucket" };
const objectMethods: Readonly<Record<string, string>> = {
  DELETE: "DeleteObject",
  GET: "GetObject",
  HEAD: "HeadObject",
  PUT: "PutObject",
};

const listing = (names: readonly string[]): string | undefined =>
  names.every((name) => name === "list-type" || queryMembers[name]) ? "ListObjectsV2" : undefined;

function queryOf(query: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...query].flatMap(([name, value]) => (queryMembers[name] ? [[queryMembers[name], value]] : [])),
  );
}

function answer({ operation }: OperationCall, output: unknown): Answer {
  const members = output as Readonly<Record<string, unknown>>;
  const root = roots[operation];
  if (root !== undefined)
    return xml(200, `<${root} xmlns="${namespace}">${writeMembers(operation, members)}</${root}>`);
  const body = (members["Body"] as { readonly bytes?: Uint8Array } | undefined)?.bytes ?? "";
  return { status: operation === "DeleteObject" ? 204 : 200, headers: headersOf(members), body };
}

/** A list is its elements one after the other, but for the one of buckets. */
function writeMembers(operation: string, members: Readonly<Record<string, unknown>>): string {
  if (operation === "ListBuckets") return `<Buckets>${writeMembers("", { Bucket: members["Buckets"] })}</Buckets>`;
  return Object.entries(members)
    .flatMap(([name, value]) => [value].flat().map((item) => `<${name}>${writeXml(item)}</${name}>`))
    .join("");
}

function failure(error: ServiceError, requestId: string): Answer {
  const fields = `<Code>${escapeXml(error.name)}</Code><Message>${escapeXml(error.message)}</Message>`;
  if (error.status === 304) return { status: 304, headers: {}, body: "" };
  return xml(error.status, `<Error>${fields}${writeXml(error.fields)}<RequestId>${requestId}</RequestId></Error>`);
}

const xml = (status: number, body: string): Answer => ({
  status,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});
