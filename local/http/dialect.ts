import type { RawRequest, ServiceError } from "../service.ts";

/** What goes back over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** A request as the service's core understands it. */
export interface OperationCall {
  readonly operation: string;
  readonly input: unknown;
  /** HTTP status of a success; 200 unless said. */
  readonly status?: number;
}

/** One of AWS's wire protocols, spoken for one service. */
export interface Dialect {
  /** @throws {ServiceError} the request is malformed, or names no operation of the service */
  read(request: RawRequest): OperationCall;
  answer(call: OperationCall, output: unknown, requestId: string): Answer;
  fail(error: ServiceError, requestId: string): Answer;
}
