import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { S3Client as SdkClient, GetObjectCommand as SdkGet, PutObjectCommand as SdkPut } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GetObjectCommand, PutObjectCommand, S3Client } from "#adapters/s3-client.ts";
import { sdkCall } from "#adapters/sdk-call.ts";

interface Heard {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server;
let heard: Heard[];
let answers: [status: number, body: string][];
beforeEach(async () => {
  [heard, answers] = [[], []];
  server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    heard.push({ method, url, headers, body: await text(request) });
    const [status, body] = answers.shift() ?? [200, "as it lies there"];
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const keys = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" };
const settings = () => ({
  region: "eu-west-1",
  endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  credentials: () => keys,
  maxAttempts: 2,
});
const object = { Bucket: "reports", Key: "investigations/eu-west-1/it's a %/report.html" };
const content = {
  Body: "evidence",
  ContentType: "application/json",
  ContentDisposition: "inline",
  CacheControl: "no-store",
};

describe("the stand-in for the client of S3", () => {
  it("asks S3 for what the SDK's own client asks it for", async () => {
    const sdk = new SdkClient({ ...settings(), credentials: keys, requestChecksumCalculation: "WHEN_REQUIRED" });
    await sdk.send(new SdkPut({ ...object, ...content }));
    await sdk.send(new SdkGet(object));
    await new S3Client(settings()).send(new PutObjectCommand({ ...object, ...content }));
    await new S3Client(settings()).send(new GetObjectCommand(object));
    const [put, get, ourPut, ourGet] = heard.map(({ method, url = "", headers, body }) => ({
      method,
      path: url.replace(/\?.*/, ""),
      type: headers["content-type"],
      disposition: headers["content-disposition"],
      cache: headers["cache-control"],
      scope: /Credential=([^,]+)/.exec(headers.authorization ?? "")?.[1],
      body,
    }));
    expect([ourPut, ourGet]).toEqual([put, get]);
  });

  it("answers what lies there", async () => {
    const { Body } = await new S3Client(settings()).send(new GetObjectCommand(object));
    expect(await Body.transformToString()).toBe("as it lies there");
  });

  it.each([
    [404, "<Error><Code>NoSuchKey</Code><Message>Nothing there</Message></Error>", "NoSuchKey"],
    [403, "<Error><Code>AccessDenied</Code></Error>", "SetupFault"],
    [503, "<Error><Code>SlowDown</Code></Error>", "Throttled"],
    [502, "<html>", "ServiceUnavailable"],
  ])("throws what is named by the answer: %i %s", async (status, body, name) => {
    answers = [
      [status, body],
      [status, body],
    ];
    const client = new S3Client(settings());
    const call = sdkCall("s3:GetObject", () => client.send(new GetObjectCommand(object)));
    await expect(call).rejects.toMatchObject({ name });
    expect(heard).toHaveLength(status >= 500 ? 2 : 1);
  });

  it("tries once more what passes", async () => {
    answers = [[500, "<Error><Code>InternalError</Code></Error>"]];
    await new S3Client(settings()).send(new PutObjectCommand({ ...object, ...content }));
    expect(heard.map(({ body }) => body)).toEqual(["evidence", "evidence"]);
  });

  it("gives up on an answer that does not come", async () => {
    server.removeAllListeners("request");
    const client = new S3Client({ ...settings(), requestHandler: { requestTimeout: 20 } });
    const call = sdkCall("s3:GetObject", () => client.send(new GetObjectCommand(object)));
    await expect(call).rejects.toMatchObject({ name: "ServiceUnavailable" });
    server.closeAllConnections();
  });
});
