import type { ReasonGroup } from "../dlq/letter-groups.ts";
import type { QueueRead } from "../dlq/read-queue.ts";

/** What could not be read, and why: the rest of the screen is shown all the same. */
export interface Unread {
  readonly unread: string;
}

export interface IntakeStatus {
  readonly waiting: number;
  /** Received by `ingest` and not yet done, or waiting to be received again. */
  readonly held: number;
  /** Age of the oldest message as CloudWatch tells it, some minutes late; absent when it has no data. */
  readonly oldestSeconds?: number;
}

/** Outcomes of finding versions, from what the executions answered. */
export interface RecentStatus {
  /** Executions that started in the last 24 hours, as far as they were read. */
  readonly executions: number;
  /** False when there are more: then the sums are of the latest ones alone. */
  readonly isWhole: boolean;
  readonly since: string;
  readonly running: number;
  readonly failed: number;
  readonly enriched: number;
  readonly notInvestigable: number;
  readonly parked: number;
  readonly unchanged: number;
  readonly left: number;
}

export interface DeadLetterStatus {
  readonly waiting: number;
  /** Somebody else's hands: a replay under way, or a console that polls. */
  readonly held: number;
  /** Messages that were looked at; the reasons are of these alone. */
  readonly sampled: number;
  readonly isWhole: boolean;
  readonly reasons: readonly ReasonGroup[];
  /** Messages that stay hidden for a while because they could not be given back. */
  readonly notGivenBack: QueueRead["notGivenBack"];
}

export interface OutletStatus {
  /** As the option `--of` of `gumshoe dlq list` knows it. */
  readonly of: string;
  readonly waiting: number;
  readonly held: number;
}

export interface LastError {
  readonly at: string;
  readonly from: "execution" | "dead-letter";
  /** Name of the execution, or reason of the dead letter. */
  readonly what: string;
  readonly message: string;
}

export interface AlarmStatus {
  readonly alarms: number;
  readonly ringing: readonly { readonly name: string; readonly reason: string }[];
}

/** What `gumshoe status` answers. */
export interface StatusReport {
  readonly at: string;
  readonly stack: string;
  readonly intake: IntakeStatus | Unread;
  readonly recent: RecentStatus | Unread;
  readonly deadLetters: DeadLetterStatus | Unread;
  /** Dead letters of those outside who are told: one entry for each that the stack has. */
  readonly outlets: readonly (OutletStatus | (Unread & Pick<OutletStatus, "of">))[];
  readonly alarms: AlarmStatus | Unread;
  readonly lastError?: LastError;
}

export function isUnread(part: object): part is Unread {
  return "unread" in part;
}
