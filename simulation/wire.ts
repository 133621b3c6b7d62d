import { type CallContext, type Service, ServiceError } from "#local/service.ts";
import type { Chance } from "./chance.ts";
import type { Happening } from "./happening.ts";
import type { Sandbox } from "./sandbox.ts";

/** One request on its way from a function to a service. */
export interface Request {
  readonly sandbox: Sandbox;
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly input: unknown;
}

/** What becomes of a request. Everything absent: it arrives, is answered, and the answer arrives. */
export interface Fate {
  /** How long until it reaches the service, ms. */
  readonly latencyMs: number;
  /** The service refuses it with this error and does nothing. */
  readonly refuse?: ServiceError;
  /** The sandbox dies: before it sends, when the service has acted, or just after the answer. */
  readonly crash?: "before" | "after-effect" | "after-answer";
  /** The service acts and this error arrives in place of its answer. */
  readonly lose?: ServiceError | "timeout";
  /** The client gives up without an answer; so long after that the request reaches the service all the same, ms. */
  readonly lateMs?: number;
  /** The request as it reaches the service, where it is another one. */
  readonly input?: unknown;
  /** The answer as it reaches the function, where it is another one. */
  readonly rewrite?: (answer: unknown) => unknown;
  /** How long the answer takes beyond the usual, ms. */
  readonly slowMs?: number;
}

export interface WireDeps {
  serviceOf(name: string): Pick<Service, "operations"> | undefined;
  readonly accountId: string;
  readonly chance: Chance;
  fateOf(request: Request): Fate;
  tell(happening: Happening): void;
}

/** An SDK gives up on an answer after this. */
const requestTimeoutMs = 10_000;
const backOffMsMax = 20_000;

/** What stands where an SDK client sends its requests: retries as the SDK's standard mode, then the simulated services. */
export class Wire {
  readonly #deps: WireDeps;

  constructor(deps: WireDeps) {
    this.#deps = deps;
  }

  /**
   * Makes a call as an SDK client does.
   * @param attemptsMax 1 for a client that never repeats
   */
  async call(request: Request, attemptsMax = 3): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(request);
      } catch (error) {
        if (attempt >= attemptsMax || !isRetryable(error)) throw error;
        const limitMs = Math.min(backOffMsMax, (isThrottling(error) ? 500 : 100) * 2 ** (attempt - 1));
        await request.sandbox.sleep(Math.round(this.#deps.chance.random() * limitMs));
      }
    }
  }

  #attempt(request: Request): Promise<unknown> {
    const { sandbox } = request;
    return new Promise((resolve, reject) => {
      if (!sandbox.alive) return;
      const frozenMs = sandbox.frozenUntilMs - sandbox.clock.now();
      if (frozenMs > 0) {
        sandbox.after(frozenMs, () => resolve(this.#attempt(request)));
        return;
      }
      const fate = this.#deps.fateOf(request);
      if (fate.crash === "before") {
        sandbox.crash();
        return;
      }
      if (fate.lateMs === undefined)
        sandbox.clock.at(sandbox.clock.now() + fate.latencyMs, () => this.#arrive(request, fate, resolve, reject));
      else this.#arriveLate(request, fate, requestTimeoutMs + fate.lateMs, reject);
    });
  }

  #arriveLate(request: Request, fate: Fate, afterMs: number, reject: (error: unknown) => void): void {
    const { sandbox } = request;
    const { requestId } = sandbox;
    sandbox.after(requestTimeoutMs, () => reject(timedOut()));
    sandbox.clock.at(sandbox.clock.now() + afterMs, () => {
      const { output, error } = this.#operate(request, fate);
      this.#tell(request, { output }, error, false, { requestId, late: true });
    });
  }

  #arrive(request: Request, fate: Fate, resolve: (answer: unknown) => void, reject: (error: unknown) => void): void {
    const { sandbox } = request;
    const { output, error } = fate.refuse ? { error: fate.refuse } : this.#operate(request, fate);
    const heard = fate.lose === undefined && fate.crash !== "after-effect" && sandbox.alive;
    const answered = heard && error === undefined && fate.rewrite ? { told: fate.rewrite(output) } : {};
    this.#tell(request, { output, ...answered }, error, heard);
    if (fate.crash === "after-effect") {
      sandbox.crash();
      return;
    }
    const answer = () => {
      if (fate.lose !== undefined && error === undefined)
        reject(fate.lose === "timeout" ? timedOut() : sdkError(fate.lose));
      else if (error) reject(sdkError(error));
      else resolve("told" in answered ? answered.told : output);
      if (fate.crash === "after-answer") sandbox.crash();
    };
    const waitMs = fate.lose === "timeout" ? requestTimeoutMs : (fate.slowMs ?? 0);
    if (waitMs > 0 || sandbox.frozenUntilMs > sandbox.clock.now()) sandbox.after(waitMs, answer);
    else if (sandbox.alive) answer();
  }

  #operate({ service, operation, region, input }: Request, fate: Fate): { output?: unknown; error?: ServiceError } {
    const act = this.#deps.serviceOf(service)?.operations[operation];
    if (!act) throw new Error(`Cannot serve ${service}.${operation}: the simulation does not have it`);
    const call: CallContext = { region, accountId: this.#deps.accountId };
    try {
      return { output: act(fate.input ?? input, call) };
    } catch (error) {
      if (error instanceof ServiceError) return { error };
      throw error;
    }
  }

  #tell(
    { sandbox, service, operation, input }: Request,
    answer: { readonly output: unknown; readonly told?: unknown },
    error: ServiceError | undefined,
    heard: boolean,
    circumstances: { readonly requestId: string; readonly late?: true } = { requestId: sandbox.requestId },
  ) {
    const outcome = error ? { error: error.name } : answer;
    const by = sandbox.functionName;
    this.#deps.tell({ kind: "call", by, service, operation, input, ...outcome, heard, ...circumstances });
  }
}

/** A service's error as an SDK client throws it. */
function sdkError({ name, message, status, fields }: ServiceError): Error {
  const metadata = { $metadata: { httpStatusCode: status, attempts: 1 }, $fault: status >= 500 ? "server" : "client" };
  return Object.assign(new Error(message), fields, metadata, { name });
}

function timedOut(): Error {
  return Object.assign(new Error("Request aborted: no answer after 10 s"), { name: "TimeoutError" });
}

const throttles = /Throttl|TooManyRequests|LimitExceeded|SlowDown|ProvisionedThroughput/;

function isThrottling(error: unknown): boolean {
  return error instanceof Error && throttles.test(error.name);
}

function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = "$metadata" in error ? Number((error.$metadata as { httpStatusCode?: number }).httpStatusCode) : 0;
  return isThrottling(error) || status >= 500 || error.name === "TimeoutError" || "code" in error;
}
