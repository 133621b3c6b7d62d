import type { FindingBrief } from "#domain/brief/finding-brief.ts";
import type { BusEvent } from "#domain/bus-event.ts";
import { ClaimInProgress } from "#domain/errors.ts";
import { formatInstant } from "#domain/instant.ts";
import { findingKeyText } from "#domain/key.ts";
import type { Told } from "#domain/notify/change.ts";
import { chatOf } from "#domain/notify/chat.ts";
import { digestEntryOf } from "#domain/notify/digest.ts";
import { mailOf } from "#domain/notify/mail.ts";
import { type Decision, decide, type NotifySettings } from "#domain/notify/policy.ts";
import type { Channels, Digests, Tellings } from "#domain/notify/ports.ts";
import type { Clock, Log } from "#domain/ports.ts";

export interface TellingPorts {
  readonly tellings: Tellings;
  readonly digests: Digests;
  readonly channels: Channels;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: NotifySettings;
}

/**
 * Tells people of an event, or decides not to, with one log line. Remembered afterwards: whoever dies in between tells again, the chat
 * by the same id and the mail twice at worst.
 * @throws {ClaimInProgress} another message about the finding is at it
 */
export async function tell(ports: TellingPorts, { detail }: BusEvent, messageId: string): Promise<void> {
  const { tellings, log, settings } = ports;
  const { id: findingId, productArn, version } = detail.finding;
  const about = { findingId, productArn, version, messageId };
  const { brief } = detail;
  // Security Hub does not hold the finding: there is nothing to tell but that, and the alarms do.
  if (!brief) return log.outcome({ outcome: "not-told", reason: "no-brief", ...about });

  const key = findingKeyText(brief.finding);
  const { told, inChat } = await tellings.find(key);
  const decision = withinReach(decide(brief, told, settings), ports.channels);
  if (decision.kind === "silent") return log.outcome({ outcome: "not-told", reason: decision.reason, ...about });

  if (!(await tellings.begin(key, told, messageId))) throw new ClaimInProgress("told");
  await pass(ports, brief, decision, {
    hasChat: inChat === brief.hash,
    settleChat: () => tellings.settleChat(key, brief.hash, messageId),
  });
  await tellings.settle(key, toldNow(ports, brief, decision), messageId);
  log.outcome({ outcome: "told", reason: decision.kind, ...about });
}

/** What only the chat is told of is kept silent where there is none: the next message tells all that has changed since the last one. */
function withinReach(
  decision: Decision,
  { chat }: Channels,
): Decision | { readonly kind: "silent"; readonly reason: "no-chat" } {
  return decision.kind === "thread" && !chat ? { kind: "silent", reason: "no-chat" } : decision;
}

async function pass(
  { channels, digests, clock, settings }: TellingPorts,
  brief: FindingBrief,
  decision: Exclude<Decision, { kind: "silent" }>,
  { hasChat, settleChat }: { readonly hasChat: boolean; readonly settleChat: () => Promise<void> },
) {
  if (decision.kind === "digest") return digests.add(formatInstant(clock.now()).slice(0, 10), digestEntryOf(brief));
  const { kind, change } = decision;
  if (!hasChat) await channels.chat?.(chatOf(brief, change, settings.fastAlert ? "finding" : "group"));
  if (kind !== "message" || !channels.mail) return;
  try {
    await channels.mail(mailOf(brief, change));
  } catch (error) {
    // The mail may fail for hours: nobody is to read the same card at every try.
    if (channels.chat && !hasChat) await settleChat();
    throw error;
  }
}

function toldNow({ clock }: TellingPorts, brief: FindingBrief, { kind }: Decision): Told {
  const { hash, parts, finding, severity, verdict } = brief;
  const at = formatInstant(clock.now());
  return {
    hash,
    parts,
    version: finding.version,
    at,
    how: kind === "digest" ? "digest" : "message",
    severity: severity.label,
    verdict,
  };
}
