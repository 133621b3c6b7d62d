import type { RawRequest } from "../service.ts";

/** What a signature says about its request. Signatures are not checked: any key may sign. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly signingName: string;
}

/**
 * Reads the scope from the `Authorization` header, or from the query string of a presigned request.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function credentialScopeOf(request: Pick<RawRequest, "headers" | "query">): CredentialScope | undefined {
  const header = /Credential=([^,\s]+)/.exec(request.headers["authorization"] ?? "")?.[1];
  const credential = header ?? request.query.get("X-Amz-Credential");
  const [terminator, signingName, region, , accessKeyId] = (credential ?? "").split("/").reverse();
  if (terminator !== "aws4_request" || !signingName || !region || !accessKeyId) return undefined;
  return { accessKeyId, region, signingName };
}
