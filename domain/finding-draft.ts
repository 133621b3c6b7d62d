import { activityOf } from "./activity.ts";
import { accountIdOf, parseArn, regionOf } from "./arn.ts";
import type { Origin, SeverityLabel } from "./contract.ts";
import type { Finding } from "./finding.ts";
import { quoteId } from "./inert-text.ts";
import { type Instant, parseInstant } from "./instant.ts";
import type { Mention } from "./mention.ts";
import type { Owner } from "./owner.ts";
import { type Rejection, rejection } from "./rejection.ts";
import { cleanText } from "./text.ts";

/** What a finding format tells, not yet validated. */
export interface FindingDraft {
  readonly id: string | undefined;
  readonly productArn: string | undefined;
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly updated: string | undefined;
  readonly created: string | undefined;
  readonly firstSeen: string | undefined;
  readonly lastSeen: string | undefined;
  readonly type: string | undefined;
  readonly title: string | undefined;
  readonly severity: SeverityLabel;
  readonly sample: boolean;
  readonly about: string | undefined;
  readonly mentions: (owner: Owner) => readonly Mention[];
}

/** How the finding came to us. */
export interface Delivery {
  readonly origin: Origin;
  readonly requested: boolean;
  readonly attempt: number;
  /** Region and time of the event. */
  readonly region: string | undefined;
  readonly time: string | undefined;
}

const idLengthMax = 2048;
const lineLengthMax = 160;
const aboutLengthMax = 200;
const versionLengthMax = 64;

/**
 * Validates a draft. The update time names the version, exactly as given; creation stands in where it is missing or cannot
 * be read, because versions are compared by time. Size is no obstacle, since only a little is kept: a finding is refused
 * for its ids, never for its length.
 */
export function finishFinding(draft: FindingDraft, delivery: Delivery): Finding | Rejection {
  const identity = identityOf(draft, delivery);
  if (isRejection(identity)) return identity;
  const { partition, updatedAt, ...named } = identity;
  const { origin, requested, attempt, time } = delivery;
  return {
    ...named,
    type: cleanText(draft.type ?? "", lineLengthMax),
    title: cleanText(draft.title ?? "", lineLengthMax),
    severity: draft.severity,
    ...activityOf({ ...draft, updatedAt, event: time }),
    origin,
    attempt,
    requested,
    sample: draft.sample || /^\s*\[SAMPLE\]/i.test(draft.title ?? ""),
    about: cleanText(draft.about ?? "", aboutLengthMax) || "finding",
    mentions: draft.mentions({ partition, accountId: identity.accountId }),
  };
}

/** Tells a refusal from a finding. */
export function isRejection(outcome: object | Rejection): outcome is Rejection {
  return "reason" in outcome;
}

interface FindingIdentity extends Pick<Finding, "id" | "productArn" | "version" | "accountId" | "region"> {
  readonly partition: string;
  readonly updatedAt: Instant;
}

function identityOf(draft: FindingDraft, delivery: Delivery): FindingIdentity | Rejection {
  const { id, productArn } = draft;
  if (id === undefined) return refused(undefined, "it has no id, one is wanted");
  if (id.length > idLengthMax) return refused(id, `the id has ${id.length} characters, ${idLengthMax} are the limit`);
  const product = parseArn(productArn);
  if (productArn === undefined || product?.service !== "securityhub" || productArn.length > idLengthMax) {
    return refused(id, "the product ARN is missing or none of Security Hub, one is wanted");
  }
  const accountId = accountIdOf(draft.accountId);
  if (accountId === undefined) return refused(id, "the account id is missing or malformed, twelve digits are wanted");
  const regions = [draft.region, product.region, parseArn(id)?.region, delivery.region];
  const region = regions.map(regionOf).find((known) => known !== undefined);
  if (region === undefined) return refused(id, "neither finding nor event tells the Region, one is wanted");
  const version = [draft.updated, draft.created].find(isVersion);
  const updatedAt = parseInstant(version);
  if (version === undefined || updatedAt === undefined) {
    return refused(id, "the update time is missing or unreadable, ISO 8601 is wanted");
  }
  return { id, productArn, version, accountId, region, partition: product.partition, updatedAt };
}

function isVersion(text: string | undefined): boolean {
  return text !== undefined && text.length <= versionLengthMax && parseInstant(text) !== undefined;
}

function refused(id: string | undefined, state: string): Rejection {
  return rejection("invalid-finding", `Cannot read finding${id === undefined ? "" : ` ${quoteId(id)}`}: ${state}`);
}
