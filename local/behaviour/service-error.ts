import { type Operation, type Service, ServiceError } from "../service.ts";
import type { Problems } from "./problems.ts";
import type { PlannedServiceError } from "./shape.ts";

interface Plannable {
  readonly operations: readonly string[];
  /** Name -> HTTP status. */
  readonly errors: Readonly<Record<string, number>>;
}

/** Services whose calls concern no principal, and what they can be made to answer. */
const plannable: Readonly<Record<string, Plannable>> = {
  S3: {
    operations: ["DeleteObject", "GetObject", "HeadObject", "ListObjectsV2", "PutObject"],
    errors: {
      ...{ AccessDenied: 403, InternalError: 500, NoSuchBucket: 404, NoSuchKey: 404, PreconditionFailed: 412 },
      ...{ ServiceUnavailable: 503, SlowDown: 503 },
    },
  },
  SNS: {
    operations: ["Publish"],
    errors: {
      ...{ AuthorizationErrorException: 403, InternalErrorException: 500, KMSAccessDeniedException: 400 },
      ...{ NotFoundException: 404, ThrottledException: 429 },
    },
  },
  SecretsManager: {
    operations: ["GetSecretValue"],
    errors: {
      ...{ AccessDeniedException: 400, DecryptionFailure: 400, InternalServiceError: 500 },
      ...{ ResourceNotFoundException: 400, ThrottlingException: 400 },
    },
  },
};

/** The errors of a behaviour file that services answer whoever asks. */
export function checkServiceErrors(value: unknown, problems: Problems): readonly PlannedServiceError[] {
  return problems.list(value, "errors").flatMap((item, at) => checkOne(item, `errors[${at}]`, problems) ?? []);
}

function checkOne(value: unknown, path: string, problems: Problems): PlannedServiceError | undefined {
  const plan = problems.object(value, path, ["service", "operation", "name", "times", "lost"]);
  const service = problems.choice(plan["service"], `${path}.service`, Object.keys(plannable));
  const { operations = [], errors = {} } = plannable[service ?? ""] ?? {};
  const operation = service && problems.choice(plan["operation"], `${path}.operation`, operations);
  const name = operation && problems.choice(plan["name"], `${path}.name`, Object.keys(errors));
  const { times = 1, lost = false } = plan as Readonly<Record<string, unknown>>;
  if (typeof times !== "number" || !Number.isInteger(times) || times < 1)
    problems.add(`${path}.times`, times, "a whole number, 1 or more");
  if (typeof lost !== "boolean") problems.add(`${path}.lost`, lost, "true or false");
  return service && operation && name
    ? { service, operation, name, times: Number(times), lost: lost === true }
    : undefined;
}

/** The service, failing as often as planned. */
export function withPlannedErrors<S extends Service>(service: S, errors: readonly PlannedServiceError[] = []): S {
  const left = errors.filter((plan) => plan.service === service.name).map((plan) => ({ ...plan }));
  if (left.length === 0) return service;
  const operations = Object.entries(service.operations).map(([name, operation]): [string, Operation] => [
    name,
    (input, call) => {
      const plan = left.find((one) => one.operation === name && one.times > 0);
      if (!plan) return operation(input, call);
      plan.times -= 1;
      if (plan.lost) operation(input, call);
      throw new ServiceError(
        plan.name,
        plannable[service.name]?.errors[plan.name] ?? 500,
        "planned by the behaviour file",
      );
    },
  ]);
  return { ...service, operations: Object.fromEntries(operations) };
}
