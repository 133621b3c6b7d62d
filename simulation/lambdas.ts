import type { MetricSink } from "#adapters/metrics.ts";
import type { Log, LogFields } from "#domain/ports.ts";
import type { LambdaFunction } from "#local/lambda/function.ts";
import type { LambdaFailure } from "#local/lambda/lambda-failure.ts";
import type { Invocables, InvokeAnswer } from "#local/lambda/runtime.ts";
import type { Chance } from "./chance.ts";
import type { SimulatedClock } from "./clock.ts";
import type { Handler, Handlers, Surroundings } from "./handlers.ts";
import type { Happening } from "./happening.ts";
import type { InvocationFate } from "./invocation-fate.ts";
import { failureIn, timeOut } from "./lambda-failures.ts";
import { Sandbox } from "./sandbox.ts";
import type { Wire } from "./wire.ts";

export interface LambdasDeps {
  readonly clock: SimulatedClock;
  readonly region: string;
  readonly chance: Chance;
  readonly handlers: Handlers;
  /** How long a new sandbox takes before its first invocation begins, ms. */
  readonly initMs: number;
  wire(): Wire;
  fateOf(functionName: string, payload: string): InvocationFate;
  readingOf(functionName: string, body: string): "dies" | "hangs" | undefined;
  tell(happening: Happening): void;
}

/** How the request id of an invocation ends that runs beside its twin, and whose answer is dropped. */
export const againMark = "-again";

interface Warm {
  readonly sandbox: Sandbox;
  readonly handler: Handler;
}

/** Lambda: runs the real handlers, each in a sandbox that lives until it dies, with what it remembers. */
export class Lambdas implements Invocables {
  readonly #deps: LambdasDeps;
  readonly #functions = new Map<string, LambdaFunction>();
  readonly #warm = new Map<string, Warm[]>();
  readonly #shortNames = new Map<string, string>();

  constructor(deps: LambdasDeps, functions: readonly LambdaFunction[]) {
    this.#deps = deps;
    // The one deployment of a run has published one version of each.
    for (const lambda of functions) {
      const { name, arn } = lambda;
      for (const asked of [name, `${name}:1`, arn, `${arn}:1`]) this.#functions.set(asked, lambda);
    }
  }

  find(nameOrArn: string): LambdaFunction | undefined {
    return this.#functions.get(nameOrArn);
  }

  async invoke(lambda: LambdaFunction, payload: string): Promise<InvokeAnswer> {
    const fate = this.#deps.fateOf(this.#shortNameOf(lambda), payload);
    if (fate.refuse) {
      this.#deps.tell({ kind: "refused", function: this.#shortNameOf(lambda), error: fate.refuse.name });
      throw fate.refuse;
    }
    const requestId = this.#deps.chance.uuid();
    if (fate.twice) void this.#run(lambda, payload, `${requestId}${againMark}`, {});
    const { answer, failure } = await this.#run(lambda, payload, requestId, fate);
    if (failure) return { requestId, payload: JSON.stringify(failure), failure };
    return { requestId, payload: fate.answer ?? fate.rewrite?.(answer) ?? answer };
  }

  async #run(lambda: LambdaFunction, payload: string, requestId: string, fate: InvocationFate) {
    const { clock, tell } = this.#deps;
    const name = this.#shortNameOf(lambda);
    const taken = fate.cold ? undefined : this.#takeWarm(name);
    const { sandbox, handler } = taken ?? this.#start(lambda, fate);
    if (!taken && this.#deps.initMs > 0) await clock.sleep(this.#deps.initMs);
    const beganAtMs = clock.now();
    const input: unknown = JSON.parse(payload);
    tell({ kind: "invocation", function: name, requestId, phase: "begins", input, cold: taken === undefined });
    const outcome = await new Promise<{ answer: string; failure?: LambdaFailure }>((resolve) => {
      sandbox.begin(requestId, (failure) => resolve({ answer: "", failure }));
      const cancel = clock.at(beganAtMs + lambda.timeoutSeconds * 1000, () => sandbox.die(timeOut(requestId, lambda)));
      if (fate.startFailure) sandbox.die(fate.startFailure);
      if (fate.diesAfterMs !== undefined) sandbox.after(fate.diesAfterMs, () => sandbox.crash());
      if (fate.frozenMs !== undefined) freeze(sandbox, fate.freezesAfterMs ?? 0, fate.frozenMs);
      const context = this.#contextOf(lambda, sandbox, requestId, beganAtMs);
      const end = (ended: { answer: string; failure?: LambdaFailure }) => {
        if (sandbox.frozenUntilMs > clock.now()) return sandbox.after(0, () => end(ended));
        cancel();
        if (sandbox.alive) resolve(ended);
      };
      if (sandbox.alive)
        handler(input, context).then(
          (result) =>
            end({ answer: JSON.stringify(result ?? null), ...(fate.failsWith && { failure: fate.failsWith }) }),
          (error: unknown) => end({ answer: "", failure: failureIn(error) }),
        );
    });
    if (sandbox.alive) this.#giveBack(name, { sandbox, handler });
    const { answer, failure } = outcome;
    const durationMs = clock.now() - beganAtMs;
    const times = { durationMs, restedMs: Math.min(sandbox.restedMs, durationMs) };
    const ended = failure ? { failure } : { answer };
    tell({ kind: "invocation", function: name, requestId, phase: "ends", ...times, ...ended });
    return outcome;
  }

  #start(lambda: LambdaFunction, fate: InvocationFate): Warm {
    const { clock, region, wire } = this.#deps;
    const name = this.#shortNameOf(lambda);
    const sandbox = new Sandbox(name, clock);
    sandbox.skewMs = fate.skewMs ?? 0;
    const environment = fate.environment ?? lambda.environment;
    const make = this.#deps.handlers[name];
    if (!make) throw new Error(`Cannot run function "${name}": the simulation has no handler of that name`);
    const onReading = (body: string): void => {
      const becomes = this.#deps.readingOf(name, body);
      if (becomes === "dies") sandbox.crash();
      else if (becomes === "hangs") sandbox.frozenUntilMs = clock.now() + (lambda.timeoutSeconds + 1) * 1_000;
    };
    const told = { log: this.#logOf(sandbox), metrics: this.#metricsOf(sandbox) };
    const around = { sandbox, wire: wire(), region, environment, ...told, onReading };
    return { sandbox, handler: entered(make, around) };
  }

  /** One that has died since it came to rest is nobody's any more. */
  #takeWarm(name: string): Warm | undefined {
    const resting = this.#warm.get(name);
    for (let warm = resting?.pop(); warm; warm = resting?.pop()) if (warm.sandbox.alive) return warm;
    return undefined;
  }

  #giveBack(name: string, warm: Warm): void {
    const others = this.#warm.get(name);
    if (others) others.push(warm);
    else this.#warm.set(name, [warm]);
  }

  /** Which handler a function has, by the construct that makes it: `Functions<name>Function` in the physical name. */
  #shortNameOf({ name }: LambdaFunction): string {
    const known = this.#shortNames.get(name);
    if (known !== undefined) return known;
    const shortNames = Object.keys(this.#deps.handlers);
    const found = shortNames.find((short) => name.includes(`Functions${short.replaceAll("-", "")}Function`));
    if (found === undefined) throw new Error(`Cannot tell which function "${name}" is: one of ${shortNames} is wanted`);
    this.#shortNames.set(name, found);
    return found;
  }

  #contextOf(lambda: LambdaFunction, sandbox: Sandbox, awsRequestId: string, beganAtMs: number) {
    return {
      awsRequestId,
      functionName: lambda.name,
      functionVersion: "$LATEST",
      invokedFunctionArn: lambda.arn,
      memoryLimitInMB: String(lambda.memoryMb),
      getRemainingTimeInMillis: () => Math.max(0, beganAtMs + lambda.timeoutSeconds * 1000 - sandbox.clock.now()),
    };
  }

  #logOf(sandbox: Sandbox): Log {
    const { tell } = this.#deps;
    const line = (level: "info" | "warn", fields: LogFields): void => {
      if (sandbox.alive) tell({ kind: "log", function: sandbox.functionName, level, fields });
    };
    return {
      begin: () => undefined,
      outcome: (fields) => line("info", fields),
      warn: (_message, fields) => line("warn", fields),
    };
  }

  #metricsOf(sandbox: Sandbox): MetricSink {
    const { tell } = this.#deps;
    return (lines) => {
      if (sandbox.alive) tell({ kind: "metrics", function: sandbox.functionName, lines });
    };
  }
}

/** A function whose entry throws takes its sandbox with it at the first invocation. */
function entered(make: Handlers[string], around: Surroundings): Handler {
  try {
    return make(around);
  } catch (error) {
    return async () => around.sandbox.die(failureIn(error));
  }
}

function freeze(sandbox: Sandbox, afterMs: number, ms: number): void {
  sandbox.after(afterMs, () => {
    sandbox.frozenUntilMs = sandbox.clock.now() + ms;
  });
}
