import type { ExecutionArchive } from "#domain/execution-archive.ts";
import { formatInstant } from "#domain/instant.ts";
import type { HoldingQueue } from "#domain/message-queue.ts";
import type { Clock } from "#domain/ports.ts";
import type { SetUp } from "#domain/set-up.ts";
import { cleanText } from "#domain/text.ts";
import { DeadLetterSample } from "../status/dead-letter-sample.ts";
import { RecentOutcomes } from "../status/recent-outcomes.ts";
import type { AlarmStatus, IntakeStatus, LastError, StatusReport, Unread } from "../status/status-report.ts";

export interface StatusPorts {
  readonly archive: ExecutionArchive;
  readonly intake: Pick<HoldingQueue, "depth">;
  readonly deadLetters: HoldingQueue;
  /** The dead letters of those outside who are told. */
  readonly outlets?: readonly { readonly of: string; readonly deadLetters: Pick<HoldingQueue, "depth"> }[];
  readonly setUp: Pick<SetUp, "stack" | "alarms" | "oldestMessageSeconds">;
  readonly clock: Clock;
}

export interface StatusOptions {
  readonly stack: string;
  readonly intakeQueueName: string;
}

/** @returns reads the status of a stack; asked again, it reads no more than what may have changed */
export function statusReader(ports: StatusPorts, options: StatusOptions): () => Promise<StatusReport> {
  const outcomes = new RecentOutcomes(ports.archive);
  const sample = new DeadLetterSample(ports.deadLetters, ports.clock);
  return async () => {
    const now = ports.clock.now();
    const [intake, recent, letters, alarms, outlets] = await Promise.all([
      attempted(() => readIntake(ports, options)),
      attempted(() => outcomes.read(now)),
      attempted(() => sample.read()),
      attempted(() => readAlarms(ports)),
      Promise.all((ports.outlets ?? []).map(readOutlet)),
    ]);
    const lastError = latest([recent, letters].flatMap((part) => ("lastError" in part ? [part.lastError] : [])));
    return {
      at: formatInstant(now),
      stack: options.stack,
      intake,
      recent: "status" in recent ? recent.status : recent,
      deadLetters: "status" in letters ? letters.status : letters,
      outlets,
      alarms,
      ...(lastError && { lastError }),
    };
  };
}

/** What one service refuses must not hide what the others say. */
async function attempted<T extends object>(read: () => Promise<T>): Promise<T | Unread> {
  try {
    return await read();
  } catch (error) {
    return { unread: cleanText(error instanceof Error ? error.message : String(error), 300) };
  }
}

async function readIntake({ intake, setUp }: StatusPorts, { intakeQueueName }: StatusOptions): Promise<IntakeStatus> {
  const { visible, held } = await intake.depth();
  // CloudWatch tells the age some minutes late: of a queue that is empty it would be a memory.
  const isEmpty = visible + held === 0;
  const oldestSeconds = isEmpty ? undefined : await setUp.oldestMessageSeconds(intakeQueueName).catch(() => undefined);
  return { waiting: visible, held, ...(oldestSeconds !== undefined && { oldestSeconds }) };
}

async function readOutlet({ of, deadLetters }: NonNullable<StatusPorts["outlets"]>[number]) {
  const depth = await attempted(() => deadLetters.depth());
  return "unread" in depth ? { of, ...depth } : { of, waiting: depth.visible, held: depth.held };
}

async function readAlarms({ setUp }: StatusPorts): Promise<AlarmStatus> {
  const resources = (await setUp.stack())?.resources ?? [];
  const names = resources.flatMap(({ type, physicalId }) => (type === "AWS::CloudWatch::Alarm" ? [physicalId] : []));
  const alarms = names.length > 0 ? await setUp.alarms(names) : [];
  const ringing = alarms.filter(({ isRinging }) => isRinging);
  return {
    alarms: alarms.length,
    ringing: ringing.map(({ name, reason }) => ({ name, reason: cleanText(reason, 200) })),
  };
}

function latest(errors: readonly (LastError | undefined)[]): LastError | undefined {
  const told = errors.filter((error) => error !== undefined);
  return told.reduce<LastError | undefined>((last, error) => (last && last.at >= error.at ? last : error), undefined);
}
