import type { Cloud } from "#local/cloud.ts";
import { ServiceError } from "#local/service.ts";
import type { FeedItem } from "./feed.ts";
import { type Outcomes, versionKey } from "./outcomes.ts";
import { ownFindings, securityHubFinding } from "./stored-findings.ts";

/** Feeds everything at one instant of the cloud's clock; what no rule takes is skipped. */
export function feedAll(cloud: Cloud, items: readonly FeedItem[], outcomes: Outcomes): void {
  const release = cloud.clock.hold();
  try {
    for (const item of items) feed(cloud, item, outcomes);
    // Last, so that they fill gaps only: what Security Hub itself sent says more of a finding.
    for (const item of items) if (item.kind === "event" && ownFindings(item.event).length === 0) hold(cloud, item);
  } finally {
    release();
  }
}

/** Puts an event on the bus as it is; imports a bare finding, so that Security Hub sends the event. */
function feed(cloud: Cloud, item: FeedItem, outcomes: Outcomes): void {
  const reason = item.kind === "event" ? feedEvent(cloud, item) : item.kind === "finding" && feedFinding(cloud, item);
  if (reason) for (const finding of item.findings) outcomes.addSkip(versionKey(finding), reason);
}

/** Answers why nothing comes of it, if so. */
function feedEvent(cloud: Cloud, { event }: FeedItem & { kind: "event" }): string | undefined {
  for (const finding of ownFindings(event)) tolerate(() => cloud.services.SecurityHub.putFinding(finding));
  return cloud.putEvent(event).length === 0 ? "no-rule-matched" : undefined;
}

function feedFinding(cloud: Cloud, { finding }: FeedItem & { kind: "finding" }): string | undefined {
  const rules: string[] = [];
  const stop = cloud.observe((seen) => seen.kind === "event" && rules.push(...seen.rules));
  const outcome = tolerate(() => cloud.services.SecurityHub.importFinding(finding));
  stop();
  if (outcome === "ignored") return "superseded";
  return rules.length === 0 ? "no-rule-matched" : undefined;
}

function hold(cloud: Cloud, { findings }: FeedItem): void {
  const { SecurityHub } = cloud.services;
  for (const finding of findings) {
    const held = SecurityHub.finding(finding.productArn, finding.id);
    tolerate(() => SecurityHub.putFinding(securityHubFinding(finding, held)));
  }
}

/** A finding that Security Hub could never hold has no row to lose: the feed has rejected it already. */
function tolerate<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return undefined;
  }
}
