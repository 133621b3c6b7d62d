import { createHash, createHmac } from "node:crypto";

export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A request to S3 before it is signed. */
export interface S3Request {
  readonly method: "GET" | "PUT";
  readonly host: string;
  /** Encoded as it is sent, without a query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const algorithm = "AWS4-HMAC-SHA256";

/**
 * The headers of a request, with its signature: version 4, everything in it signed.
 * @param at the time of the request; S3 takes it for 15 minutes
 * @see docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html (read 2026-12-01)
 */
export function signedHeaders(
  { method, host, path, headers, body }: S3Request,
  { accessKeyId, secretAccessKey, sessionToken }: SigningKeys,
  region: string,
  at: Date,
): Readonly<Record<string, string>> {
  const time = at.toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const day = time.slice(0, 8);
  const all: Readonly<Record<string, string>> = {
    ...headers,
    host,
    "x-amz-content-sha256": sha256(body),
    "x-amz-date": time,
    ...(sessionToken !== undefined && { "x-amz-security-token": sessionToken }),
  };
  const names = Object.keys(all).sort();
  const signed = names.join(";");
  const lines = names.map((name) => `${name}:${all[name]}\n`).join("");
  const request = [method, path, "", lines, signed, all["x-amz-content-sha256"]].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = [algorithm, time, scope, sha256(request)].join("\n");
  const key = [day, region, "s3", "aws4_request"].reduce(hmac, Buffer.from(`AWS4${secretAccessKey}`));
  const signature = hmac(key, text).toString("hex");
  const authorization = `${algorithm} Credential=${accessKeyId}/${scope},SignedHeaders=${signed},Signature=${signature}`;
  return { ...all, authorization };
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
