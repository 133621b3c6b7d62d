import { type Behaviour, defaultBehaviour } from "#local/behaviour.ts";
import type { Blueprint } from "#simulation/blueprint.ts";
import { chanceOf } from "#simulation/chance.ts";
import { type SimulatedCloud, simulatedCloud } from "#simulation/cloud.ts";
import type { Happening } from "#simulation/happening.ts";
import type { Counts, Invariant, Strike } from "#simulation/invariants/invariant.ts";

export const accountId = "111122223333";
export const startAtMs = Date.UTC(2026, 10, 20, 12);
export const minuteMs = 60_000;
export const productArn = "arn:aws:securityhub:eu-west-1::product/aws/guardduty";
export const executionArn = `arn:aws:states:eu-west-1:${accountId}:execution:Investigate:one`;
export const tableName = "Store";
export const intakeRule = "Imported";

const queueUrl = (name: string) => `https://sqs.eu-west-1.amazonaws.com/${accountId}/${name}`;
export const intakeUrl = queueUrl("Intake");
export const deadLetterUrl = queueUrl("DeadLetters");
const intakeArn = `arn:aws:sqs:eu-west-1:${accountId}:Intake`;

/** A stack of two queues, a table and a rule, and nobody who works in it: all that happens there is told by hand. */
export const aBlueprint = (over: Partial<Blueprint> = {}): Blueprint => ({
  accountId,
  region: "eu-west-1",
  partition: "aws",
  calls: [
    { service: "SQS", operation: "CreateQueue", input: { QueueName: "DeadLetters" } },
    { service: "SQS", operation: "CreateQueue", input: { QueueName: "Intake" } },
    {
      service: "EventBridge",
      operation: "PutRule",
      input: { Name: intakeRule, EventPattern: '{"source":["aws.securityhub"]}' },
    },
    {
      service: "EventBridge",
      operation: "PutTargets",
      input: { Rule: intakeRule, Targets: [{ Id: "queue", Arn: intakeArn }] },
    },
  ],
  alarms: [],
  stateMachines: [],
  tables: [
    {
      TableName: tableName,
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
    },
  ],
  functions: [],
  mappings: [],
  policies: [],
  outputs: { IntakeQueueUrl: intakeUrl, DeadLetterQueueUrl: deadLetterUrl },
  ...over,
});

/** A world under inspection by one invariant. */
export interface AWorld {
  readonly cloud: SimulatedCloud;
  readonly strikes: Strike[];
  /** Tells the invariant of something that happened, now. */
  tell(...happenings: readonly Happening[]): void;
  /** Lets time pass. */
  pass(minutes: number): Promise<void>;
  /** What the invariant has reported so far. */
  readonly violations: readonly string[];
  /** What it reports in all, once the world is at rest. */
  atRest(): readonly string[];
  counts(): Counts;
}

interface AWorldOptions {
  readonly blueprint?: Blueprint;
  readonly behaviour?: Partial<Behaviour>;
  readonly faultsEndAtMs?: number;
}

export function aWorld({ inspect }: Invariant, options: AWorldOptions = {}): AWorld {
  const { blueprint = aBlueprint(), faultsEndAtMs = startAtMs } = options;
  const behaviour = { ...defaultBehaviour, ...options.behaviour };
  const cloud = simulatedCloud({ blueprint, behaviour, chance: chanceOf(1), startAtMs });
  const [violations, strikes]: [string[], Strike[]] = [[], []];
  const inspection = inspect({
    cloud,
    world: { blueprint, behaviour },
    story: { startAtMs, acts: [] },
    armed: new Set(),
    strikes,
    faultsEndAtMs,
    violate: (what) => void violations.push(what),
  });
  if (inspection.watch) cloud.watch(inspection.watch);
  return {
    cloud,
    strikes,
    violations,
    tell: (...happenings) => {
      for (const happening of happenings) cloud.tell(happening);
    },
    pass: (minutes) => cloud.clock.passTo(cloud.clock.now() + minutes * minuteMs),
    atRest() {
      inspection.atRest?.();
      return violations;
    },
    counts: () => inspection.counts?.() ?? {},
  };
}

export const aStrike = (row: number, over: Partial<Strike> = {}): Strike => ({
  fault: `fault-${row}`,
  row,
  at: "somewhere",
  atMs: startAtMs,
  ...over,
});
