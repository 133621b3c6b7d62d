import type { RawRequest, Service } from "../service.ts";
import { awsJson } from "./aws-json.ts";
import type { CredentialScope } from "./credential-scope.ts";
import type { Dialect } from "./dialect.ts";
import { query } from "./query.ts";
import { restJson } from "./rest-json.ts";
import { restXml } from "./rest-xml.ts";

/** A service with the dialect it speaks; a raw service has none and answers its requests itself. */
export interface ServedService {
  readonly service: Service;
  readonly dialect: Dialect | undefined;
}

/** Finds the service of a request: by the signature's scope, else by the prefix of `X-Amz-Target`. */
export class ServiceTable {
  readonly #bySigningName: ReadonlyMap<string, ServedService>;
  readonly #byTargetPrefix: ReadonlyMap<string, ServedService>;

  constructor(services: readonly Service[]) {
    const served = services.map((service) => ({ service, dialect: dialectOf(service) }));
    this.#bySigningName = new Map(served.map((entry) => [entry.service.signingName, entry]));
    this.#byTargetPrefix = new Map(
      served.flatMap((entry) => {
        const { protocol } = entry.service;
        return protocol.kind === "aws-json" ? [[protocol.targetPrefix, entry] as const] : [];
      }),
    );
  }

  find(scope: CredentialScope | undefined, request: RawRequest): ServedService | undefined {
    if (scope) return this.#bySigningName.get(scope.signingName);
    const target = request.headers["x-amz-target"] ?? "";
    return this.#byTargetPrefix.get(target.slice(0, target.lastIndexOf(".")));
  }
}

function dialectOf(service: Service): Dialect | undefined {
  const { protocol } = service;
  if (protocol.kind === "aws-json") return awsJson(service, protocol);
  if (protocol.kind === "rest-json") return restJson(service, protocol);
  if (protocol.kind === "rest-xml") return restXml(service);
  if (protocol.kind === "query") return query(service, protocol);
  return undefined;
}
