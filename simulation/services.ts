import type { Behaviour } from "#local/behaviour.ts";
import { envelopeOf } from "#local/cloud/envelope.ts";
import { sdkServices, taskErrorName } from "#local/cloud/sdk-services.ts";
import { taskRunner } from "#local/cloud/task-runner.ts";
import { TaskError } from "#local/engine/errors.ts";
import type { TaskRunner } from "#local/engine/execution.ts";
import type { Operation, Service, World } from "#local/service.ts";
import { type Detective, detectiveService } from "#local/services/detective.ts";
import { createEvents, type Events } from "#local/services/events.ts";
import { iamService } from "#local/services/iam.ts";
import type { Rate } from "#local/services/rate-limit.ts";
import { createS3, type S3 } from "#local/services/s3/s3.ts";
import { secretsManagerService } from "#local/services/secrets-manager.ts";
import { type SecurityHub, securityHubService } from "#local/services/security-hub.ts";
import { publishedIn } from "#local/services/sns/publish.ts";
import { createSns, type Sns } from "#local/services/sns/sns.ts";
import { createSqs, type Sqs } from "#local/services/sqs/sqs.ts";
import { type States, type StatesDeps, statesService } from "#local/services/states.ts";
import type { Chance } from "./chance.ts";
import type { SimulatedClock } from "./clock.ts";
import { deliveries } from "./deliveries.ts";
import type { Happening } from "./happening.ts";
import type { Hooks } from "./hooks.ts";
import type { Lambdas } from "./lambdas.ts";
import type { MemoryTable } from "./table/memory-table.ts";
import { toldServices } from "./told-services.ts";

/** Every simulated service that the product uses, by the SDK client's name. */
export interface SimulatedServices {
  readonly SNS: Sns;
  readonly SQS: Sqs;
  readonly SFN: States;
  readonly Detective: Detective;
  readonly S3: S3;
  readonly SecretsManager: Service;
  readonly SecurityHub: SecurityHub;
  readonly EventBridge: Events;
  readonly IAM: Service;
  readonly DynamoDB: { readonly operations: Readonly<Record<string, Operation>> };
}

export interface ServicesDeps {
  readonly world: World & { readonly clock: SimulatedClock };
  readonly hooks: Partial<Hooks>;
  readonly lambdas: Lambdas;
  readonly table: MemoryTable;
  readonly chance: Chance;
  readonly behaviour: Behaviour;
  /** Of each operation of Detective, where it is another one than the service's own. */
  readonly detectiveRate?: Rate | undefined;
  putEvent(event: Readonly<Record<string, unknown>>): void;
  tell(happening: Happening): void;
}

/** Makes the services and joins them as AWS does; faults get in by the hooks. */
export function simulatedServices(deps: ServicesDeps): SimulatedServices {
  const { world, hooks, table, behaviour } = deps;
  const sqs = createSqs(world, {
    onMessage: ({ name: queue }, { id: messageId, body }, change) =>
      deps.tell({ kind: "message", queue, messageId, body, change }),
  });
  const sns = createSns(world, {
    onPublished: (message) => deps.tell(publishedIn(message)),
  });
  const services: SimulatedServices = {
    SNS: sns,
    SQS: sqs,
    DynamoDB: { operations: tableOperations(table, hooks) },
    Detective: detectiveService(world, {
      behaviour,
      ...(deps.detectiveRate && { rate: deps.detectiveRate }),
      listLagMs: () => hooks.listLag?.() ?? 0,
      plan: (entityArn) => hooks.investigation?.(entityArn),
    }),
    SecurityHub: securityHubService(world, {
      behaviour,
      updateLagMs: () => hooks.updateLag?.() ?? 0,
      importLagMs: () => hooks.importLag?.() ?? 0,
      refuse: (identifier) => hooks.unprocessed?.(identifier),
    }),
    IAM: iamService(world, { behaviour }),
    S3: createS3(world),
    SecretsManager: secretsManagerService(world),
    EventBridge: createEvents(
      world,
      deliveries(deps, { sqs, sns }, () => services),
    ),
    SFN: statesService(
      world,
      workflows(deps, () => services),
    ),
  };
  services.SecurityHub.onEvent((event) => {
    for (const finding of event.detail.findings) {
      const { ProductArn, Id } = finding as Readonly<Record<string, unknown>>;
      deps.tell({ kind: "finding", productArn: String(ProductArn), id: String(Id), finding });
    }
    deps.putEvent(eventOf({ ...event, atMs: Date.parse(event.time) }, deps.chance));
  });
  return services;
}

function eventOf(event: Parameters<typeof envelopeOf>[0], chance: Chance): Readonly<Record<string, unknown>> {
  return { ...envelopeOf(event, chance.uuid()) };
}

const tableCalls = [
  "GetItem",
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "BatchGetItem",
  "BatchWriteItem",
  "Query",
  "Scan",
];

function tableOperations(table: MemoryTable, { readLag }: Partial<Hooks>): Readonly<Record<string, Operation>> {
  const operation = (name: string) => (input: unknown) => {
    const writesBehind = readLag?.(name);
    return table.call(name, input, writesBehind === undefined ? {} : { writesBehind });
  };
  return Object.fromEntries(tableCalls.map((name) => [name, operation(name)]));
}

function workflows(deps: ServicesDeps, services: () => SimulatedServices): StatesDeps {
  const { world, lambdas, chance, putEvent, tell } = deps;
  const { region, accountId } = world;
  const random = chance.fork("workflow");
  let told: Readonly<Record<string, Service>> | undefined;
  const integrations = () => {
    const { SQS, SFN, Detective, SecurityHub, EventBridge, IAM, S3, SNS, SecretsManager } = services();
    told ??= toldServices([SQS, SFN, Detective, SecurityHub, EventBridge, IAM, S3, SNS, SecretsManager], tell);
    return told;
  };
  const runTask = taskRunner({
    call: { region, accountId },
    lambda: lambdas,
    services: integrations,
    onCall: () => undefined,
  });
  return {
    runTask: watched(faulty(runTask, deps), tell),
    chance: random,
    onStatusChange: (change) => {
      const { executionArn, name, status, input, output, error } = change.detail;
      const ended = { ...(output !== null && { output }), ...(error !== null && { error }) };
      tell({ kind: "execution", executionArn, name, status, input: input ?? "", ...ended });
      putEvent(eventOf({ ...change, account: accountId }, chance));
    },
    onHistory: (executionArn, { type, details }) => {
      if (!type.endsWith("StateEntered")) return;
      const inputBytes = String(details?.["input"]).length;
      tell({ kind: "state", executionArn, state: String(details?.["name"]), inputBytes });
    },
  };
}

function faulty(runTask: TaskRunner, { hooks, world }: ServicesDeps): TaskRunner {
  return async (task) => {
    const fate = hooks.task?.(task);
    if (fate?.delayMs !== undefined) await world.clock.sleep(fate.delayMs);
    if (!fate?.refuse) return runTask(task);
    const { name, message } = fate.refuse;
    const prefix = task.resource.includes(":lambda:") ? "Lambda" : prefixOf(task.resource);
    throw new TaskError({ error: taskErrorName(prefix, name), cause: message });
  };
}

function watched(runTask: TaskRunner, tell: ServicesDeps["tell"]): TaskRunner {
  return async (task) => {
    const { resource, stateName: state, input } = task;
    try {
      const output = await runTask(task);
      tell({ kind: "task", resource, state, input });
      return output;
    } catch (error) {
      tell({ kind: "task", resource, state, input, error: error instanceof TaskError ? error.error : String(error) });
      throw error;
    }
  };
}

/** What begins the names of an integration's errors: `arn:…:aws-sdk:detective:getInvestigation` → `Detective`. */
function prefixOf(resource: string): string {
  return sdkServices[/:aws-sdk:([^:]+):/.exec(resource)?.[1] ?? ""]?.prefix ?? "SQS";
}
