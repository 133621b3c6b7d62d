import { type RawRequest, ServiceError } from "../service.ts";

/** A body without its frames, and the headers that came behind it. */
export interface Unframed {
  readonly body: Uint8Array;
  readonly trailers: Readonly<Record<string, string>>;
}

/**
 * Takes a body out of the frames in which SDKs send streams to S3: `<hex size>[;chunk-signature=…]\r\n<bytes>\r\n` … `0\r\n`, then
 * headers. Signatures of frames are not checked, as those of requests are not.
 * @throws {ServiceError} IncompleteBody
 * @see docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export function unframed({ headers, body }: Pick<RawRequest, "headers" | "body">): Unframed {
  if (!headers["x-amz-content-sha256"]?.startsWith("STREAMING-")) return { body, trailers: {} };
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    const size = lineEnd < 0 ? undefined : /^[0-9a-f]+(?=;|$)/i.exec(bytes.toString("latin1", at, lineEnd))?.[0];
    if (size === undefined) throw incomplete("a frame has no size");
    const [begin, end] = [lineEnd + 2, lineEnd + 2 + Number.parseInt(size, 16)];
    if (end === begin) return checked(Buffer.concat(parts), headers, bytes.toString("latin1", begin));
    if (bytes.toString("latin1", end, end + 2) !== "\r\n") throw incomplete("a frame is not as long as it says");
    parts.push(bytes.subarray(begin, end));
    at = end + 2;
  }
}

function checked(body: Buffer, headers: RawRequest["headers"], tail: string): Unframed {
  const said = headers["x-amz-decoded-content-length"];
  if (said !== undefined && Number(said) !== body.length) throw incomplete(`${said} bytes were announced`);
  const lines = tail.split("\r\n").filter((line) => line.includes(":"));
  const trailers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { body, trailers: Object.fromEntries(trailers) };
}

const incomplete = (why: string): ServiceError =>
  new ServiceError("IncompleteBody", 400, `Cannot read the body: ${why}`);
