import type { IntakeMessage } from "#domain/batch.ts";
import { concurrently } from "#domain/concurrently.ts";
import type { RejectReason, ReplayEnvelope, SkipReason } from "#domain/contract.ts";
import { readMessage } from "#domain/event.ts";
import type { ExecutionEnded } from "#domain/execution-ended.ts";
import { type Finding, instanceProfilesOf, slim } from "#domain/finding.ts";
import { isAtWork } from "#domain/forgotten.ts";
import { quoteId } from "#domain/inert-text.ts";
import type { Arrived } from "#domain/intake.ts";
import { parseJson } from "#domain/json.ts";
import { laterVersionInWords, laterVersionOf } from "#domain/later-version.ts";
import { findingsIn } from "#domain/left-behind.ts";
import type { Executions, Roles } from "#domain/ports.ts";
import { outsideRemit, type Remit, unwanted } from "#domain/remit.ts";
import { rawMessageOf } from "#domain/replay-envelope.ts";
import type { Settings } from "#domain/settings.ts";
import type { Troubles } from "./troubles.ts";

export interface ReadingPorts {
  readonly executions: Executions;
  readonly roles: Roles;
  readonly settings: Pick<Settings, "attachedRoles"> & Remit;
}

/** A body that cannot be worked on, and why. */
export interface Rejected {
  readonly messageId: string;
  /** The message, or as much of it as is rejected, out of its envelopes. */
  readonly body: string;
  /** How often the message was replayed. */
  readonly attempt: number;
  readonly code: RejectReason | "workflow-failed";
  readonly message: string;
}

/** What the messages of a batch bring. */
export interface Brought {
  readonly arrived: Arrived[];
  /** Left alone whatever is remembered of them. */
  readonly left: (Brings<Finding> & { readonly reason: SkipReason })[];
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
  const brought: Brought = { arrived: [], left: [], rejected: [] };
  const fresh: Brings<Finding>[] = [];
  const ended: { message: IntakeMessage; execution: ExecutionEnded }[] = [];
  for (const message of messages) {
    const { messageId, body } = message;
    const reading = readMessage(body);
    if (reading.kind === "rejected") brought.rejected.push(rejected(message, reading.rejection));
    if (reading.kind === "replay") brought.arrived.push(...replayed(messageId, reading.envelope));
    if (reading.kind === "execution-ended") ended.push({ message, execution: reading });
    if (reading.kind !== "findings") continue;
    for (const finding of reading.findings) {
      const reason = reasonToLeave(finding, ports.settings);
      if (reason) brought.left.push({ messageId, finding, reason });
      else fresh.push({ messageId, finding });
    }
    for (const bad of reading.rejected) brought.rejected.push(rejected(message, bad));
  }
  brought.arrived.push(...(await slimmed(ports, fresh)));
  await concurrently(ended, lookUpsAtOnceMax, ({ message, execution }) =>
    troubles.contain([message.messageId], async () => {
      const { messageId } = message;
      const leftBy = execution.executionArn;
      // The message may have waited for days: the execution can have been redriven meanwhile, and finishes its work itself then.
      const known = await ports.executions.describe(leftBy);
      const stillAtWork = isAtWork(known);
      const input = execution.input ?? known?.input;
      const findings = findingsIn(input);
      if (findings) brought.arrived.push(...findings.map((finding) => ({ messageId, finding, leftBy, stillAtWork })));
      else brought.rejected.push(rejected(message, unreadableInput(leftBy, input)));
    }),
  );
  return brought;
}

/** Whoever clicked on a finding outside the remit is told on the finding itself; events of such findings are skipped. */
function reasonToLeave(finding: Finding, remit: Remit): SkipReason | undefined {
  if (finding.sample) return "sample";
  return finding.origin === "custom-action" ? undefined : outsideRemit(finding, remit);
}

function replayed(messageId: string, { attempt, finding, executionArn }: ReplayEnvelope): readonly Arrived[] {
  if (!finding) return [];
  const again = { ...finding, attempt: Math.max(attempt, finding.attempt), requested: true };
  return [{ messageId, finding: again, ...(executionArn !== undefined && { parkedBy: executionArn }) }];
}

async function slimmed({ roles, settings }: ReadingPorts, fresh: readonly Brings<Finding>[]): Promise<Arrived[]> {
  const include = settings.attachedRoles;
  const profiles = include ? [...new Set(fresh.flatMap(({ finding }) => instanceProfilesOf(finding)))] : [];
  const told = await concurrently(profiles, lookUpsAtOnceMax, async (profile) => {
    const role = await roles.roleOfInstanceProfile(profile);
    return role === undefined ? [] : [[profile, role] as const];
  });
  const roleOfProfile = new Map(told.flat());
  return fresh.map(({ messageId, finding }) => {
    const outside = outsideRemit(finding, settings);
    const slimmed = slim(finding, { include, roleOfProfile });
    return { messageId, finding: outside ? unwanted(slimmed, outside) : slimmed };
  });
}

function rejected(
  { messageId, body }: IntakeMessage,
  { reason, message, raw }: { readonly reason: Rejected["code"]; readonly message: string; readonly raw?: string },
): Rejected {
  const { raw: whole, attempt } = rawMessageOf(body);
  return { messageId, body: raw ?? whole, attempt, code: reason, message };
}

function unreadableInput(executionArn: string, input: string | undefined) {
  const parsed = parseJson(input ?? "");
  const later = parsed.kind === "json" ? laterVersionOf(parsed.value) : undefined;
  const state = later ? laterVersionInWords(later) : "its input is gone or not ours, a readable one is wanted";
  const message = `Cannot put back the findings of ${quoteId(executionArn)}: ${state}`;
  return { reason: "workflow-failed", message } as const;
}
