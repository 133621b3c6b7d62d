import { TaskError } from "../engine/errors.ts";
import type { Task, TaskRunner } from "../engine/execution.ts";
import { Payload } from "../engine/payload.ts";
import type { CallObserver, ObservedCall } from "../http/observed-call.ts";
import type { Invocables, InvokeAnswer } from "../lambda/runtime.ts";
import { type CallContext, type Service, ServiceError } from "../service.ts";
import { invokeNamed } from "../services/lambda.ts";
import { sdkServices, taskErrorName } from "./sdk-services.ts";

export interface TaskRunnerDeps {
  readonly call: CallContext;
  readonly lambda: Invocables;
  /** The simulated services by the SDK client's name. */
  readonly services: () => Readonly<Record<string, Service>>;
  readonly onCall: CallObserver;
}

type Input = Readonly<Record<string, unknown>>;

/**
 * Does the tasks of state machines: functions by ARN, the optimised integrations with Lambda, SQS and EventBridge, and SDK integrations.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
 */
export function taskRunner(given: TaskRunnerDeps): TaskRunner {
  return async ({ resource, stateMachineArn, input, inputText }: Task) => {
    const deps = { ...given, onCall: (call: ObservedCall) => given.onCall({ ...call, caller: stateMachineArn }) };
    const integration = integrationOf(resource);
    if (integration === undefined)
      return Payload.parse((await invokeFunction(deps, resource, input === null ? "{}" : inputText)).payload);
    if (integration === "lambda:invoke") return invokeOptimised(deps, input as Input);
    if (integration === "sqs:sendMessage")
      return callService(deps, "SQS", "SQS", "SendMessage", textMember(input as Input, "MessageBody"));
    if (integration === "events:putEvents") return putEvents(deps, input as Input);
    const [, service = "", action = ""] = /^aws-sdk:([^:]+):(\w+)$/.exec(integration) ?? [];
    const known = sdkServices[service];
    if (!known)
      throw new TaskError({
        error: "States.Runtime",
        cause: `Cannot run the task: the local AWS has no service for "${resource}"`,
      });
    return callService(
      deps,
      known.service,
      known.prefix,
      action.charAt(0).toUpperCase() + action.slice(1),
      input as Input,
    );
  };
}

/** `sqs:sendMessage` of `arn:aws:states:::sqs:sendMessage`; undefined for the ARN of a function. */
function integrationOf(resource: string): string | undefined {
  return /^arn:[^:]+:states:[^:]*:[^:]*:(.+)$/.exec(resource)?.[1];
}

async function invokeFunction(
  { lambda, onCall, call }: TaskRunnerDeps,
  name: string,
  payload: string,
): Promise<InvokeAnswer> {
  const observed = { service: "Lambda", operation: "Invoke", ...call, input: { FunctionName: name } };
  const answer = await invokeNamed(lambda, name, payload).catch((error: unknown) => {
    throw taskError("Lambda", error);
  });
  onCall({ ...observed, status: 200, ...(answer.failure ? { error: answer.failure.errorType } : {}) });
  if (answer.failure) throw new TaskError({ error: answer.failure.errorType, cause: answer.payload });
  return answer;
}

async function invokeOptimised(deps: TaskRunnerDeps, input: Input): Promise<unknown> {
  const given = JSON.stringify(input["Payload"] ?? {});
  const { payload, requestId } = await invokeFunction(deps, String(input["FunctionName"]), given);
  return {
    ExecutedVersion: "$LATEST",
    Payload: JSON.parse(payload),
    SdkHttpMetadata: { HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
}

async function putEvents(deps: TaskRunnerDeps, input: Input): Promise<unknown> {
  const entries = Array.isArray(input["Entries"])
    ? input["Entries"].map((entry) => textMember(entry, "Detail"))
    : input["Entries"];
  const answer = (await callService(deps, "EventBridge", "EventBridge", "PutEvents", {
    ...input,
    Entries: entries,
  })) as Input;
  if (Number(answer["FailedEntryCount"]) > 0)
    throw new TaskError({ error: "EventBridge.FailedEntry", cause: JSON.stringify(answer) });
  return answer;
}

async function callService(
  deps: TaskRunnerDeps,
  name: string,
  prefix: string,
  operation: string,
  input: Input,
): Promise<unknown> {
  const service = deps.services()[name];
  const act = service && Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
  if (!act)
    throw new TaskError({
      error: "States.Runtime",
      cause: `Cannot run the task: the local AWS does not have ${name}.${operation}`,
    });
  const observed = { service: name, operation, ...deps.call, input };
  try {
    const output = await act(input, deps.call);
    deps.onCall({ ...observed, status: 200 });
    return JSON.parse(JSON.stringify(output ?? {}));
  } catch (error) {
    if (error instanceof ServiceError) deps.onCall({ ...observed, status: error.status, error: error.name });
    throw taskError(prefix, error);
  }
}

function taskError(prefix: string, error: unknown): unknown {
  if (!(error instanceof ServiceError)) return error;
  const cause = `${error.message} (Service: ${prefix}, Status Code: ${error.status})`;
  return new TaskError({ error: taskErrorName(prefix, error.name), cause });
}

/** The optimised integrations take an object where the API wants its JSON text. */
const textMember = (input: Input, member: string): Input =>
  typeof input[member] === "object" ? { ...input, [member]: JSON.stringify(input[member]) } : input;
