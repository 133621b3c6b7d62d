import { type RawRequest, ServiceError } from "../service.ts";

/** What a request to S3 speaks of. */
export interface S3Address {
  readonly bucket?: string;
  readonly key?: string;
}

/**
 * Reads bucket and key: `/<bucket>/<key>`, or `/<key>` where the bucket leads the host (`<bucket>.localhost`,
 * `<bucket>.s3.<region>.amazonaws.com`). A host that is an address has no bucket: SDKs write the path then.
 * @throws {ServiceError} InvalidURI
 * @see docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function s3AddressOf({ path, headers }: Pick<RawRequest, "path" | "headers">): S3Address {
  const host = (headers["host"] ?? "").replace(/:\d+$/, "");
  const leading = /^(.+)\.(?:localhost|s3[.-].+)$/.exec(host)?.[1];
  const [first = "", ...rest] = path.replace(/^\//, "").split("/");
  const bucket = leading ?? decoded(first);
  const key = decoded(leading === undefined ? rest.join("/") : path.slice(1));
  return { ...(bucket !== "" && { bucket }), ...(key !== "" && { key }) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ServiceError("InvalidURI", 400, "Couldn't parse the specified URI.");
  }
}
