import { StateFailure, TaskError } from "./errors.ts";
import type { Raw } from "./fields.ts";
import { integerField } from "./integer-field.ts";
import { dataLimitExceeded, exceedsBytes, payloadBytesMax, waitSecondsMax } from "./limits.ts";
import type { RunState } from "./machine.ts";
import { Payload } from "./payload.ts";
import { type Resource, resourceOf } from "./resources.ts";
import { compileResilience } from "./retry.ts";
import type { StateCompiler } from "./state-compiler.ts";
import { type TaskEvents, taskEvents } from "./task-events.ts";
import type { Visit } from "./visit.ts";

const seconds = { min: 1, max: waitSecondsMax };

type Supported = Extract<Resource, { readonly kind: "supported" }>;

/** A Task state: hands its effective input to the task runner, at most `TimeoutSeconds` long, and shapes the result. */
export function compileTask(raw: Raw, compiler: StateCompiler): RunState {
  const { flow, next, problems } = compiler;
  const input = flow.input(raw);
  const output = flow.output(raw);
  const timeout = integerField(raw, "TimeoutSeconds", seconds, compiler);
  const heartbeat = integerField(raw, "HeartbeatSeconds", seconds, compiler);
  const resilient = compileResilience(raw, flow, problems);
  const resource = supportedResource(raw["Resource"], problems);
  return (visit) =>
    resilient(visit, async () => {
      const effective = await input(visit);
      const timeoutSeconds = await timeout?.(visit, visit.input);
      // Only activities and callbacks send heartbeats, and those are refused: the value is checked and has no effect.
      await heartbeat?.(visit, visit.input);
      const result = await attempt(visit, resource, effective, timeoutSeconds);
      return { ...(await output(visit, result, "result")), next };
    });
}

function supportedResource(raw: unknown, problems: StateCompiler["problems"]): Supported & { readonly name: string } {
  const name = typeof raw === "string" ? raw : "";
  const resource = resourceOf(name);
  if (resource.kind === "supported") return { ...resource, name };
  if (resource.kind === "invalid") problems.invalid(resource.problem);
  else problems.unsupported(resource.feature);
  return { kind: "supported", family: "task", resourceType: "", resource: "", name };
}

async function attempt(
  visit: Visit,
  resource: Supported & { readonly name: string },
  input: Payload,
  timeoutSeconds: number | undefined,
): Promise<Payload> {
  const events = taskEvents(visit.branch, resource);
  events.scheduled(input, timeoutSeconds);
  try {
    const answer = await run(visit, resource.name, input, timeoutSeconds);
    const result = answer instanceof Payload ? answer : new Payload(answer ?? null);
    if (exceedsBytes(result.text, payloadBytesMax)) throw dataLimitExceeded(resource.name, "any");
    events.succeeded(result);
    return result;
  } catch (thrown) {
    throw failed(thrown, events);
  }
}

function run(visit: Visit, resource: string, input: Payload, timeoutSeconds: number | undefined): Promise<unknown> {
  const { execution } = visit.branch;
  return visit.branch.idle((resolve, reject) => {
    const cancelTimeout =
      timeoutSeconds === undefined
        ? undefined
        : execution.clock.at(execution.clock.now() + timeoutSeconds * 1000, () =>
            reject(new StateFailure("States.Timeout", undefined)),
          );
    execution
      .runTask({
        resource,
        stateMachineArn: execution.identity.stateMachineArn,
        stateName: visit.stateName,
        input: input.value,
        inputText: input.text,
      })
      .then(resolve, reject);
    return cancelTimeout;
  });
}

function failed(thrown: unknown, events: TaskEvents): unknown {
  const failure = thrown instanceof TaskError ? new StateFailure(thrown.error, thrown.cause) : thrown;
  if (failure instanceof StateFailure && failure.reach !== "nobody") events.failed(failure);
  return failure;
}
