import { type Instant, parseInstant } from "#domain/instant.ts";
import { textAt } from "#domain/json.ts";
import type { FeedItem } from "./feed.ts";

/** Account, Region and partition that a local run plays in. */
export interface Home {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

const fallback: Home = { accountId: "111122223333", region: "us-east-1", partition: "aws" };

/** Those of the first event; of a bare finding its `AwsAccountId` and `Region`. */
export function homeOf(items: readonly FeedItem[]): Home {
  const first = items.find(({ kind, findings }) => kind === "event" || findings.length > 0);
  const finding = first?.findings[0];
  const envelope = first?.kind === "event" ? first.event : undefined;
  const account = textAt(envelope, "account") ?? finding?.accountId ?? "";
  const [, partition = fallback.partition] = finding?.productArn.split(":") ?? [];
  return {
    accountId: /^\d{12}$/.test(account) ? account : fallback.accountId,
    region: textAt(envelope, "region") ?? finding?.region ?? fallback.region,
    partition,
  };
}

// An input from the far future is an input in disguise, not a reason to move everybody else there.
const believedAheadMs = 100 * 365 * 24 * 60 * 60 * 1_000;

/** When the virtual clock begins: now, or the newest time in the input where that lies ahead (less than 100 years). */
export function startOf(items: readonly FeedItem[], now: Instant): Instant {
  const times = items.flatMap((item) => [
    item.kind === "event" ? parseInstant(textAt(item.event, "time")) : undefined,
    ...item.findings.flatMap(({ version, lastActivityAt }) => [parseInstant(version), parseInstant(lastActivityAt)]),
  ]);
  return times.reduce<Instant>(
    (newest, at) => (at !== undefined && at > newest && at < now + believedAheadMs ? at : newest),
    now,
  );
}
