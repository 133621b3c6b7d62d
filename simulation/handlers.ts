import type { DetectiveClient } from "@aws-sdk/client-detective";
import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { S3Client } from "@aws-sdk/client-s3";
import type { SecurityHubClient } from "@aws-sdk/client-securityhub";
import type { SFNClient } from "@aws-sdk/client-sfn";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { claimsAdapter } from "#adapters/claims-dynamodb.ts";
import { detectiveAdapter } from "#adapters/detective.ts";
import { readEnv } from "#adapters/env.ts";
import { envelopeQueue } from "#adapters/envelope-queue.ts";
import { eventBusAdapter } from "#adapters/event-bus.ts";
import { findingRecordsAdapter } from "#adapters/finding-records-dynamodb.ts";
import { rolesAdapter } from "#adapters/iam.ts";
import { intakeQueueAdapter } from "#adapters/intake-queue.ts";
import { investigationsAdapter } from "#adapters/investigations-dynamodb.ts";
import { type MetricSink, measuredLog } from "#adapters/metrics.ts";
import { openGroupsAdapter } from "#adapters/open-groups-dynamodb.ts";
import { briefPace, getFindingsSlots } from "#adapters/pace.ts";
import { reportsAdapter, reportsAttemptsMax } from "#adapters/reports-s3.ts";
import { securityHubAdapter } from "#adapters/security-hub.ts";
import { sqsBatch } from "#adapters/sqs.ts";
import { executionsAdapter } from "#adapters/step-functions.ts";
import type { Batch } from "#domain/batch.ts";
import type { Clock, Invocation, Log } from "#domain/ports.ts";
import { createHandler as check } from "#functions/check/handler.ts";
import { createHandler as enrich } from "#functions/enrich/handler.ts";
import { createHandler as ingest } from "#functions/ingest/handler.ts";
import { createHandler as startOrJoin } from "#functions/start-or-join/handler.ts";
import { createHandler as sweep } from "#functions/sweep/handler.ts";
import type { Sandbox } from "./sandbox.ts";
import { documentClient, tableClient } from "./table/table-client.ts";
import type { Wire } from "./wire.ts";

export type Handler = (event: unknown, invocation: Invocation) => Promise<unknown>;

/** What a function's code finds around it when its sandbox starts. */
export interface Surroundings {
  readonly sandbox: Sandbox;
  readonly wire: Wire;
  readonly region: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: Log;
  readonly metrics: MetricSink;
  /** Hears of a message whose text the code looks at. */
  onReading(body: string): void;
}

/** What functions run, by the name of the function. */
export type Handlers = Readonly<Record<string, (around: Surroundings) => Handler>>;

/** The handlers as their own entries wire them, with clients that send to the simulated services. */
export const handlers: Handlers = measured({
  ingest(around) {
    const names = ["TABLE_NAME", "INTAKE_QUEUE_URL", "DEAD_LETTER_QUEUE_URL", "STATE_MACHINE_ARN", "SETTINGS"] as const;
    const env = environmentOf(around, names);
    const { clock, log, records, roles, openGroups } = parts(around, env.TABLE_NAME);
    const executions = executionsAdapter(env.STATE_MACHINE_ARN, client<SFNClient>(around, "SFN"));
    const deadLetters = envelopeQueue(env.DEAD_LETTER_QUEUE_URL, client<SQSClient>(around, "SQS"), clock);
    const { SETTINGS: settings } = env;
    const intakeQueue = intakeQueueAdapter(env.INTAKE_QUEUE_URL, client<SQSClient>(around, "SQS"), clock);
    const batch = observed(sqsBatch, around);
    return ingest({ batch, records, openGroups, executions, intakeQueue, deadLetters, roles, clock, log, settings });
  },
  "start-or-join": (around) => {
    const { TABLE_NAME, SETTINGS: settings } = environmentOf(around, ["TABLE_NAME", "SETTINGS"]);
    const { clock, log, roles, detective } = parts(around, TABLE_NAME);
    const claims = claimsAdapter(TABLE_NAME, tableClient(table(around)));
    const investigations = investigationsAdapter(TABLE_NAME, documentClient(table(around)));
    return startOrJoin({ detective, investigations, claims, roles, clock, log, settings });
  },
  check(around) {
    const { TABLE_NAME, REPORTS_BUCKET } = environmentOf(around, ["TABLE_NAME", "REPORTS_BUCKET"]);
    const { clock, log, detective, openGroups } = parts(around, TABLE_NAME);
    const slots = getFindingsSlots(TABLE_NAME, tableClient(table(around)), clock);
    return check({ detective, reports: reports(around, REPORTS_BUCKET), openGroups, slots, clock, log });
  },
  enrich(around) {
    const queues = ["INTAKE_QUEUE_URL", "DEAD_LETTER_QUEUE_URL"] as const;
    const names = ["TABLE_NAME", ...queues, "EVENT_BUS_NAME", "REPORTS_BUCKET", "SETTINGS"] as const;
    const env = environmentOf(around, names);
    const { clock, log, records, openGroups } = parts(around, env.TABLE_NAME);
    const intake = envelopeQueue(env.INTAKE_QUEUE_URL, client<SQSClient>(around, "SQS"), clock);
    const pace = briefPace(getFindingsSlots(env.TABLE_NAME, tableClient(table(around)), clock), clock);
    const securityHub = securityHubAdapter(pace, client<SecurityHubClient>(around, "SecurityHub"));
    const eventBus = eventBusAdapter(env.EVENT_BUS_NAME, client<EventBridgeClient>(around, "EventBridge"), clock);
    const deadLetters = envelopeQueue(env.DEAD_LETTER_QUEUE_URL, client<SQSClient>(around, "SQS"), clock);
    return enrich({
      securityHub,
      reports: reports(around, env.REPORTS_BUCKET),
      records,
      openGroups,
      eventBus,
      intake,
      deadLetters,
      clock,
      log,
      settings: env.SETTINGS,
    });
  },
  sweep(around) {
    const env = environmentOf(around, ["TABLE_NAME", "INTAKE_QUEUE_URL", "STATE_MACHINE_ARN"]);
    const { clock, log, records } = parts(around, env.TABLE_NAME);
    const executions = executionsAdapter(env.STATE_MACHINE_ARN, client<SFNClient>(around, "SFN"));
    const intake = envelopeQueue(env.INTAKE_QUEUE_URL, client<SQSClient>(around, "SQS"), clock);
    return sweep({ records, executions, intake, clock, log });
  },
});

/** Handlers that count what they log, as their entries have them do. */
function measured(makes: Handlers): Handlers {
  return Object.fromEntries(
    Object.entries(makes).map(([step, make]) => [
      step,
      (around: Surroundings) => {
        const { log, measured } = measuredLog(step, around.log, around.metrics);
        return measured(make({ ...around, log }));
      },
    ]),
  );
}

/** A batch whose messages tell when they are read. */
function observed(batch: Batch, { onReading }: Surroundings): Batch {
  return {
    process: (event, invocation, work) =>
      batch.process(event, invocation, (messages) =>
        work(
          messages.map(({ body, ...message }) => ({
            ...message,
            get body() {
              onReading(body);
              return body;
            },
          })),
        ),
      ),
  };
}

const environments = new WeakMap<Surroundings["environment"], unknown>();

/** The environment as the function's entry reads it; once, however many sandboxes start with it. */
function environmentOf<K extends Parameters<typeof readEnv>[0][number]>(
  { environment }: Surroundings,
  names: readonly K[],
): ReturnType<typeof readEnv<K>> {
  const known = environments.get(environment) ?? readEnv(names, environment);
  environments.set(environment, known);
  // What is known of an environment was read for its one function, by these names.
  return known as ReturnType<typeof readEnv<K>>;
}

function parts(around: Surroundings, tableName: string) {
  const { sandbox, log } = around;
  const clock: Clock = { now: () => sandbox.now(), sleep: (ms) => sandbox.rest(ms) };
  return {
    clock,
    log,
    records: findingRecordsAdapter(tableName, documentClient(table(around)), clock),
    openGroups: openGroupsAdapter(tableName, documentClient(table(around)), clock),
    roles: rolesAdapter(() => [client<IAMClient>(around, "IAM")]),
    detective: detectiveAdapter((region, repeat) =>
      client<DetectiveClient>({ ...around, region }, "Detective", repeat === "once" ? 1 : undefined),
    ),
  };
}

function reports(around: Surroundings, bucket: string | undefined) {
  return bucket === undefined ? undefined : reportsAdapter(bucket, client<S3Client>(around, "S3", reportsAttemptsMax));
}

/** All that adapters use of an SDK client is `send`: this is one, and no more. */
function client<T>({ sandbox, wire, region }: Surroundings, service: string, attemptsMax?: number): T {
  const send = (command: { readonly input: unknown }) => {
    const operation = operationOf(command.constructor);
    return wire.call({ sandbox, service, operation, region, input: command.input }, attemptsMax);
  };
  return { send } as T;
}

const operations = new Map<unknown, string>();

/** `SendMessageCommand` → `SendMessage`. */
function operationOf(command: { readonly name: string }): string {
  const operation = operations.get(command) ?? command.name.replace(/Command$/, "");
  operations.set(command, operation);
  return operation;
}

function table({ sandbox, wire, region }: Surroundings) {
  return (operation: string, input: unknown) =>
    wire.call({ sandbox, service: "DynamoDB", operation, region, input }) as Promise<object>;
}
