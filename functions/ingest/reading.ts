import { concurrently } from "#domain/concurrently.ts";
import type { RejectReason, ReplayEnvelope } from "#domain/contract.ts";
import { readMessage } from "#domain/event.ts";
import type { ExecutionEnded } from "#domain/execution-ended.ts";
import { type Finding, instanceProfilesOf, slim } from "#domain/finding.ts";
import type { Arrived } from "#domain/intake.ts";
import { findingsIn } from "#domain/left-behind.ts";
import type { Executions, IntakeMessage, Roles } from "#domain/ports.ts";
import type { Settings } from "#domain/settings.ts";
import type { Troubles } from "./troubles.ts";

export interface ReadingPorts {
  readonly executions: Executions;
  readonly roles: Roles;
  readonly settings: Pick<Settings, "attachedRoles">;
}

/** A body that cannot be worked on, and why. */
export interface Rejected {
  readonly messageId: string;
  readonly body: string;
  readonly code: RejectReason | "workflow-failed";
  readonly message: string;
}

/** What the messages of a batch bring. */
export interface Brought {
  readonly arrived: Arrived[];
  readonly samples: Brings<Finding>[];
  readonly rejected: Rejected[];
}

type Brings<T> = { readonly messageId: string; readonly finding: T };

const lookUpsAtOnceMax = 5;

/** Reads every message to the findings it brings; what has to be looked up for that is. */
export async function readAll(
  ports: ReadingPorts,
  messages: readonly IntakeMessage[],
  troubles: Troubles,
): Promise<Brought> {
  const brought: Brought = { arrived: [], samples: [], rejected: [] };
  const fresh: Brings<Finding>[] = [];
  const ended: { message: IntakeMessage; execution: ExecutionEnded }[] = [];
  for (const message of messages) {
    const { messageId, body } = message;
    const reading = readMessage(body);
    if (reading.kind === "rejected") brought.rejected.push(rejected(messageId, body, reading.rejection));
    if (reading.kind === "replay") brought.arrived.push(...replayed(messageId, reading.envelope));
    if (reading.kind === "execution-ended") ended.push({ message, execution: reading });
    if (reading.kind !== "findings") continue;
    for (const finding of reading.findings) (finding.sample ? brought.samples : fresh).push({ messageId, finding });
    for (const bad of reading.rejected) brought.rejected.push(rejected(messageId, bad.raw ?? body, bad));
  }
  brought.arrived.push(...(await slimmed(ports, fresh)));
  await concurrently(ended, lookUpsAtOnceMax, ({ message: { messageId, body }, execution }) =>
    troubles.contain([messageId], async () => {
      const findings = findingsIn(execution.input ?? (await ports.executions.describe(execution.executionArn))?.input);
      const leftBy = execution.executionArn;
      if (findings) brought.arrived.push(...findings.map((finding) => ({ messageId, finding, leftBy })));
      else brought.rejected.push(unreadableInput(messageId, body, leftBy));
    }),
  );
  return brought;
}

function replayed(messageId: string, { attempt, finding }: ReplayEnvelope): readonly Arrived[] {
  if (!finding) return [];
  return [{ messageId, finding: { ...finding, attempt: Math.max(attempt, finding.attempt), requested: true } }];
}

async function slimmed({ roles, settings }: ReadingPorts, fresh: readonly Brings<Finding>[]): Promise<Arrived[]> {
  const include = settings.attachedRoles;
  const profiles = include ? [...new Set(fresh.flatMap(({ finding }) => instanceProfilesOf(finding)))] : [];
  const told = await concurrently(profiles, lookUpsAtOnceMax, async (profile) => {
    const role = await roles.roleOfInstanceProfile(profile);
    return role === undefined ? [] : [[profile, role] as const];
  });
  const roleOfProfile = new Map(told.flat());
  return fresh.map(({ messageId, finding }) => ({ messageId, finding: slim(finding, { include, roleOfProfile }) }));
}

function rejected(
  messageId: string,
  body: string,
  { reason, message }: { readonly reason: RejectReason; readonly message: string },
): Rejected {
  return { messageId, body, code: reason, message };
}

function unreadableInput(messageId: string, body: string, executionArn: string): Rejected {
  const message = `Cannot put back the findings of "${executionArn}": its input is gone or not ours, a readable one is wanted`;
  return { messageId, body, code: "workflow-failed", message };
}
