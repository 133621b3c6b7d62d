import { request as httpRequest, type IncomingMessage } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import { text } from "node:stream/consumers";
import { clock, dice } from "./clock.ts";
import { roleCredentials } from "./execution-role.ts";
import { type S3Request, type SigningKeys, signedHeaders } from "./s3-signature.ts";

/** What the SDK's client is built with, as far as it is used. */
interface Settings {
  readonly maxAttempts?: number;
  readonly requestHandler?: { readonly requestTimeout?: number };
  readonly region?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly credentials?: () => SigningKeys;
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

/** As the SDK's, for objects of text. */
export class GetObjectCommand {
  readonly method = "GET";
  readonly input: Place;
  constructor(input: Place) {
    this.input = input;
  }
}

/** As the SDK's, for objects of text. */
export class PutObjectCommand {
  readonly method = "PUT";
  readonly input: Place & { readonly Body: string } & Readonly<Record<string, string>>;
  constructor(input: PutObjectCommand["input"]) {
    this.input = input;
  }
}

const headerNames = {
  ContentType: "content-type",
  ContentDisposition: "content-disposition",
  CacheControl: "cache-control",
} as const;
const agent = new Agent({ keepAlive: true });
const backOffMs = 200;

/**
 * Stands in for `@aws-sdk/client-s3` in the deployed bundles (`infra/constructs/bundling.ts`), where it would be 150 KB for two
 * operations of ours: objects are put and got in the function's own Region, or at the endpoint that the environment names. The command
 * line keeps the SDK's own client.
 * @see docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html (read 2026-12-01)
 */
export class S3Client {
  readonly #settings: Settings;

  constructor(settings: Settings = {}) {
    this.#settings = settings;
  }

  /** @throws an error named by the code of S3's answer, or by what became of the connection */
  async send(
    command: GetObjectCommand | PutObjectCommand,
  ): Promise<{ Body: { transformToString(): Promise<string> } }> {
    const { maxAttempts = 3 } = this.#settings;
    for (let attempt = 1; ; attempt++) {
      try {
        const body = await this.#sendOnce(command);
        return { Body: { transformToString: async () => body } };
      } catch (error) {
        if (attempt >= maxAttempts || !isPassing(error)) throw error;
        await clock.sleep(dice() * backOffMs * attempt);
      }
    }
  }

  async #sendOnce({ method, input }: GetObjectCommand | PutObjectCommand): Promise<string> {
    const { credentials = () => roleCredentials(process.env), requestHandler } = this.#settings;
    const { region = process.env["AWS_REGION"] ?? "", endpoint = endpointOf(process.env) } = this.#settings;
    const url = urlOf(input, region, endpoint);
    const named = Object.entries(headerNames).flatMap(([member, name]) => {
      const value = "Body" in input ? input[member] : undefined;
      return value === undefined ? [] : [[name, value] as const];
    });
    const body = "Body" in input ? input.Body : "";
    const request = { method, host: url.host, path: url.pathname, headers: Object.fromEntries(named), body } as const;
    const headers = signedHeaders(request, credentials(), region, new Date(clock.now()));
    const answer = await exchange(url, request, headers, requestHandler?.requestTimeout ?? 10_000);
    const { statusCode = 0 } = answer;
    const content = await text(answer);
    if (statusCode >= 200 && statusCode < 300) return content;
    throw failure(statusCode, content);
  }
}

function endpointOf({ AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL }: NodeJS.ProcessEnv): string | undefined {
  return AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL;
}

/** The bucket leads the host, or the path where the endpoint is somebody else's. */
function urlOf({ Bucket, Key }: Place, region: string, base: string | undefined): URL {
  const key = Key.split("/").map(encoded).join("/");
  if (base !== undefined) return new URL(`${base.replace(/\/$/, "")}/${encoded(Bucket)}/${key}`);
  const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return new URL(`https://${Bucket}.s3.${region}.${domain}/${key}`);
}

// What `encodeURIComponent` leaves although S3 signs it encoded.
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function exchange(
  url: URL,
  { method, body }: Pick<S3Request, "method" | "body">,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<IncomingMessage> {
  const isPlain = url.protocol === "http:";
  const options = { method, headers: { ...headers, "content-length": String(Buffer.byteLength(body)) } };
  return new Promise((resolve, reject) => {
    const request = isPlain ? httpRequest(url, options, resolve) : httpsRequest(url, { ...options, agent }, resolve);
    request.setTimeout(timeoutMs, () => request.destroy(named("TimeoutError", `no answer in ${timeoutMs} ms`, 0)));
    request.once("error", reject);
    request.end(body);
  });
}

/** S3 names what is the matter in XML; what stands before it may have no word for it. */
function failure(status: number, content: string): Error {
  const [, code = status >= 500 ? "ServiceUnavailable" : "Unknown"] = /<Code>([\w.]{1,80})<\/Code>/.exec(content) ?? [];
  const [, message = `status ${status}`] = /<Message>([^<]{1,300})<\/Message>/.exec(content) ?? [];
  return named(code, message, status);
}

function named(name: string, message: string, httpStatusCode: number): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error || error.name === "TimeoutError") return true;
  const { httpStatusCode = 0 } = ("$metadata" in error ? error.$metadata : {}) as { readonly httpStatusCode?: number };
  return httpStatusCode >= 500 || httpStatusCode === 429;
}
