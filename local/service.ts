import type { Clock } from "./clock.ts";

/** Who calls, and where: read from the request's SigV4 credential scope, or given by an in-process caller. */
export interface CallContext {
  readonly region: string;
  readonly accountId: string;
}

/**
 * One API operation as AWS's SDK sees it: input members in, output members out (instants as `Date`).
 * Inputs come from the wire or from memory, so an instant may be a `Date`, an ISO string or epoch seconds.
 */
// biome-ignore lint/suspicious/noExplicitAny: each operation checks its own input, as the service does
export type Operation = (input: any, call: CallContext) => unknown;

/** How the HTTP front of a service reads requests and writes answers. */
export type Protocol =
  | { readonly kind: "rest-json"; readonly routes: readonly Route[]; readonly timestamps: "iso" | "epoch-seconds" }
  | {
      readonly kind: "aws-json";
      readonly targetPrefix: string;
      readonly version: "1.0" | "1.1";
      readonly queryErrors?: boolean;
    }
  | {
      readonly kind: "query";
      readonly namespace: string;
      /** What errors are called on the wire, where SDK clients call them otherwise. */
      readonly codes?: Readonly<Record<string, string>>;
      /** Members of answers that are maps, not structures. */
      readonly maps?: readonly string[];
    }
  /** As S3 speaks it. */
  | { readonly kind: "rest-xml" }
  | { readonly kind: "raw"; readonly handle: RawHandler };

/** `path` may hold `{Name}` segments, which become input members, as do the parameters of the query string. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly operation: string;
  /** HTTP status of a success; 200 unless said. */
  readonly status?: number;
  /** Input members of query parameters whose wire name differs: wire name -> member. */
  readonly query?: Readonly<Record<string, string>>;
}

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface RawResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** The operation, for the call counts: `Invoke`. */
  readonly operation: string;
  /** Its input, where the body alone does not tell it. */
  readonly input?: unknown;
}

export type RawHandler = (request: RawRequest, call: CallContext) => Promise<RawResponse>;

/** A simulated AWS service: one core, reached in process through `operations` or over HTTP through `protocol`. */
export interface Service {
  /** The SDK client's name without "Client": `Detective`, `SecurityHub`, `SQS`, `SFN`, `EventBridge`, `DynamoDB` … */
  readonly name: string;
  /** The service in the SigV4 credential scope: `detective`, `securityhub`, `sqs`, `states`, `events`, `dynamodb` … */
  readonly signingName: string;
  readonly protocol: Protocol;
  readonly operations: Readonly<Record<string, Operation>>;
  /** Its operations work until they answer and never wait for time to pass, however long they take. */
  readonly neverWaits?: boolean;
}

/** What every simulated service is made with. */
export interface World {
  readonly clock: Clock;
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

/** An error as a service answers it; `name` is what an SDK client throws, `fields` are the other members of the error. */
export class ServiceError extends Error {
  override readonly name: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, unknown>>;
  constructor(name: string, status: number, message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.fields = fields;
  }
}
