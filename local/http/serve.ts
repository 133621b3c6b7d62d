import { type CallContext, type RawRequest, type Service, ServiceError, type World } from "../service.ts";
import { credentialScopeOf } from "./credential-scope.ts";
import type { Answer, Dialect } from "./dialect.ts";
import { jsonError } from "./json-error.ts";
import type { ObservedCall } from "./observed-call.ts";
import type { RequestHold } from "./request-hold.ts";
import type { ServiceTable } from "./service-table.ts";

interface Exchange {
  readonly world: World;
  readonly accountOf?: (accessKeyId: string) => string | undefined;
  readonly table: ServiceTable;
  readonly request: RawRequest;
  readonly requestId: string;
  readonly hold: RequestHold;
}

interface Served {
  readonly answer: Answer;
  /** Absent when no service was found. */
  readonly observed?: ObservedCall;
}

/** Serves one request: finds its service, speaks its dialect, calls its core. Never rejects for a mistake of the request. */
export async function serve(exchange: Exchange): Promise<Served> {
  const { world, table, request } = exchange;
  const scope = credentialScopeOf(request);
  const found = table.find(scope, request);
  if (!found) return { answer: unknownService(scope?.signingName, request) };
  const account = scope && exchange.accountOf?.(scope.accessKeyId);
  const call = { region: scope?.region ?? world.region, accountId: account ?? world.accountId };
  return found.dialect
    ? serveOperation(exchange, found.service, found.dialect, call)
    : serveRaw(exchange, found.service, call);
}

async function serveOperation(
  exchange: Exchange,
  service: Service,
  dialect: Dialect,
  call: CallContext,
): Promise<Served> {
  let operation = "Unknown";
  let observed: Omit<ObservedCall, "operation" | "status"> = { service: service.name, ...call };
  try {
    const read = dialect.read(exchange.request);
    operation = read.operation;
    observed = { ...observed, input: read.input };
    const output = await worked(exchange.hold, service, service.operations[operation]?.(read.input, call));
    const answer = dialect.answer(read, output, exchange.requestId);
    return { answer, observed: { ...observed, operation, status: answer.status } };
  } catch (error) {
    const { known, fault } = knownError(service, operation, error);
    const answer = dialect.fail(known, exchange.requestId);
    return { answer, observed: { ...observed, operation, status: answer.status, error: known.name, ...fault } };
  }
}

const worked = (hold: RequestHold, { neverWaits }: Service, work: unknown): unknown =>
  neverWaits ? work : hold.during(work);

async function serveRaw(exchange: Exchange, service: Service, call: CallContext): Promise<Served> {
  const { protocol } = service;
  if (protocol.kind !== "raw")
    throw new TypeError(`Cannot serve ${service.name}: protocol "${protocol.kind}" has no dialect`);
  const observed = { service: service.name, ...call, input: jsonIn(exchange.request) };
  try {
    const response = await exchange.hold.during(protocol.handle(exchange.request, call));
    const error = response.headers?.["x-amzn-errortype"];
    const { status, operation, input = observed.input } = response;
    const answer = { status, headers: response.headers ?? {}, body: response.body ?? "" };
    return { answer, observed: { ...observed, input, operation, status, ...(error === undefined ? {} : { error }) } };
  } catch (error) {
    const { known, fault } = knownError(service, "Unknown", error);
    const answer = jsonError(known, "application/json", "epoch-seconds");
    return {
      answer,
      observed: { ...observed, operation: "Unknown", status: known.status, error: known.name, ...fault },
    };
  }
}

function jsonIn({ body }: RawRequest): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Anything but a ServiceError is our own mistake: the caller gets a fault of the service, the observer gets the mistake. */
function knownError(service: Service, operation: string, error: unknown): { known: ServiceError; fault?: object } {
  if (error instanceof ServiceError) return { known: error };
  const message = `Cannot serve ${service.name}.${operation}: ${error instanceof Error ? error.message : String(error)}`;
  return { known: new ServiceError("InternalFailure", 500, message), fault: { fault: error } };
}

function unknownService(signingName: string | undefined, request: RawRequest): Answer {
  const what = signingName ? `service "${signingName}"` : `an unsigned request ${request.method} ${request.path}`;
  const error = new ServiceError(
    "UnknownServiceException",
    501,
    `Cannot serve ${what}: the local AWS does not have it, see local/SUPPORT.md`,
  );
  return jsonError(error, "application/json", "iso");
}
