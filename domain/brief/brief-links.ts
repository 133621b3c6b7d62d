import { parseArn } from "../arn.ts";
import {
  type DetectiveEntity,
  detectiveFindingLink,
  detectiveProfileLink,
  executionLink,
  findingLink,
  guardDutyLink,
  type ProfileScope,
} from "../console-link.ts";
import { cleanText } from "../text.ts";
import type { FindingBrief } from "./finding-brief.ts";
import { principalIdsOf } from "./principal-id.ts";
import { webLink } from "./web-link.ts";

type Links = FindingBrief["links"];
type Linked = Pick<FindingBrief, "finding" | "principals" | "observables" | "coveredUntil">;

/**
 * Where to look on, in the consoles of the finding's partition. Security Hub opens where the execution ran, which is where
 * findings of linked Regions are gathered; GuardDuty and Detective in the finding's own Region.
 */
export function briefLinksOf(raw: unknown, brief: Linked, executionArn: string): Links {
  const { finding, principals } = brief;
  const { partition, region, id } = finding;
  const gravest = principals[0]?.investigation;
  const guardDutyId = guardDutyIdOf(id);
  const links = {
    securityHub: webLink(findingLink(partition, parseArn(executionArn)?.region ?? region, id), 4_096),
    guardDuty: guardDutyId && webLink(guardDutyLink(partition, region, guardDutyId), 2_048),
    detective: gravest?.detective,
    execution: webLink(executionLink(executionArn), 2_048),
    report: gravest?.report,
  };
  const told = Object.entries(links).filter(([, url]) => url !== undefined);
  return { ...Object.fromEntries(told), entities: entitiesOf(raw, brief, guardDutyId) };
}

const entitiesMax = 20;

/** Their pages in Detective: the finding, its principals, its account, the addresses it names, flagged ones first. */
function entitiesOf(raw: unknown, brief: Linked, guardDutyId: string | undefined): Links["entities"] {
  const { partition, region, accountId } = brief.finding;
  const scope = scopeOf(brief);
  const ids = principalIdsOf(raw);
  const link = (label: string, type: DetectiveEntity, id: string | undefined) =>
    entity(label, id && detectiveProfileLink(partition, region, { type, id }, scope));
  const addresses = brief.observables.filter(({ type, reserved }) => isAddress(type) && !reserved);
  const [flagged, others] = [true, undefined].map((flag) => addresses.filter((address) => address.flagged === flag));
  return [
    ...entity("Finding", guardDutyId && detectiveFindingLink(partition, region, guardDutyId)),
    ...brief.principals.flatMap(({ type, name }) =>
      link(`${type} ${name}`, type === "role" ? "AwsRole" : "AwsUser", ids.get(`${type}/${name}`)),
    ),
    ...link(`Account ${accountId}`, "AwsAccount", accountId),
    ...[...(flagged ?? []), ...(others ?? [])].flatMap(({ value }) => link(value, "IpAddress", value)),
  ].slice(0, entitiesMax);
}

function entity(label: string, url: string | undefined): Links["entities"] {
  const link = webLink(url, 2_048);
  return link === undefined ? [] : [{ label: cleanText(label, 200), url: link }];
}

// From the first activity to the end of what was investigated, at least an hour: a profile of a moment shows nothing.
function scopeOf({ finding, coveredUntil }: Linked): ProfileScope {
  const seconds = (at: string) => Math.floor(Date.parse(at) / 1_000);
  const start = seconds(finding.firstSeenAt);
  return {
    start,
    end: Math.max(seconds(finding.lastSeenAt), seconds(coveredUntil ?? finding.lastSeenAt), start + 3_600),
  };
}

function isAddress(type: string): boolean {
  return type === "ipv4" || type === "ipv6";
}

/** `…:guardduty:…:detector/<id>/finding/<id>` → its last part. */
function guardDutyIdOf(id: string): string | undefined {
  const arn = parseArn(id);
  return arn?.service === "guardduty"
    ? /^detector\/[\w-]{1,64}\/finding\/([\w-]{1,64})$/.exec(arn.resource)?.[1]
    : undefined;
}
