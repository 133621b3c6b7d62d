import { type Instant, parseInstant } from "#domain/instant.ts";
import { textAt } from "#domain/json.ts";
import type { FeedItem } from "./feed.ts";

/** Account, Region and partition that a local run plays in. */
export interface Home {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

const fallback = { accountId: "111122223333", region: "us-east-1" } as const;
const region = /^[a-z]{2}(-[a-z]+)+-\d+$/;

/** Those of the first event, of a bare finding its `AwsAccountId` and `Region`; what is given overrides them. */
export function homeOf(items: readonly FeedItem[], given: Partial<Omit<Home, "partition">> = {}): Home {
  const first = items.find(({ kind, findings }) => kind === "event" || findings.length > 0);
  const finding = first?.findings[0];
  const envelope = first?.kind === "event" ? first.event : undefined;
  const accounts = [given.accountId, textAt(envelope, "account"), finding?.accountId];
  const regions = [given.region, textAt(envelope, "region"), finding?.region];
  return completeHome({
    accountId: accounts.find((text) => text !== undefined && /^\d{12}$/.test(text)),
    region: regions.find((text) => text !== undefined && region.test(text)),
  });
}

/** The partition follows from the Region. */
export function completeHome(home: {
  readonly accountId?: string | undefined;
  readonly region?: string | undefined;
}): Home {
  const { accountId = fallback.accountId, region = fallback.region } = home;
  return { accountId, region, partition: partitionOf(region) };
}

const partitions: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, "aws-cn"],
  [/^us-gov-/, "aws-us-gov"],
];

function partitionOf(region: string): string {
  return partitions.find(([regions]) => regions.test(region))?.[1] ?? "aws";
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
