import { describe, expect, it } from "vitest";
import { signedHeaders } from "#adapters/s3-signature.ts";

const keys = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
const at = new Date("2013-05-24T00:00:00.000Z");
const host = "examplebucket.s3.amazonaws.com";

const signatureIn = ({ authorization = "" }: Readonly<Record<string, string>>) => authorization.split("Signature=")[1];

// docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html (read 2026-12-01), "Examples: Signature Calculations"
describe("signedHeaders()", () => {
  it("signs a GET as AWS's own example does", () => {
    const headers = { range: "bytes=0-9" };
    const signed = signedHeaders({ method: "GET", host, path: "/test.txt", headers, body: "" }, keys, "us-east-1", at);
    expect(signatureIn(signed)).toBe("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  });

  it("signs a PUT as AWS's own example does", () => {
    const headers = { date: "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY" };
    const request = { method: "PUT", host, path: "/test%24file.text", headers, body: "Welcome to Amazon S3." } as const;
    const signed = signedHeaders(request, keys, "us-east-1", at);
    expect(signatureIn(signed)).toBe("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  });

  it("signs the token of a session with the rest", () => {
    const request = { method: "GET", host, path: "/", headers: {}, body: "" } as const;
    const signed = signedHeaders(request, { ...keys, sessionToken: "token" }, "us-east-1", at);
    expect(signed["x-amz-security-token"]).toBe("token");
    expect(signed["authorization"]).toContain(
      "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,",
    );
  });
});
