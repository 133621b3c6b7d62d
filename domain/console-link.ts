import { parseArn } from "./arn.ts";
import { isRegionName } from "./region.ts";

/** Where the console of a partition lives; all of them go where the `region` of the address says. */
export const consoleDomains = {
  aws: "console.aws.amazon.com",
  "aws-cn": "console.amazonaws.cn",
  "aws-us-gov": "console.amazonaws-us-gov.com",
} as const;

const hosts: ReadonlyMap<string, (region: string) => string> = new Map([
  ["aws", (region: string) => `${region}.${consoleDomains.aws}`],
  ["aws-cn", () => consoleDomains["aws-cn"]],
  ["aws-us-gov", () => consoleDomains["aws-us-gov"]],
]);

/**
 * The host of the console for a Region.
 * @returns undefined for a partition whose console is not known, and for what is no Region
 */
export function consoleHost(partition: string, region: string): string | undefined {
  return isRegionName(region) ? hosts.get(partition)?.(region) : undefined;
}

const consoleForm = new RegExp(
  `^https://(?:[a-z0-9-]+[.])?(?:${Object.values(consoleDomains).join("|").replaceAll(".", "[.]")})/`,
);

/** Whether the text is an address of a console of AWS. */
export function isConsoleLink(text: string | undefined): boolean {
  return text !== undefined && consoleForm.test(text);
}

// AWS documents these addresses only where it says so: they are what its console shows in the address bar, and may change.

/** An execution in the Step Functions console, with its graph and events. */
export function executionLink(executionArn: string): string | undefined {
  const arn = parseArn(executionArn);
  const host = arn && consoleHost(arn.partition, arn.region);
  return host && `https://${host}/states/home?region=${arn.region}#/v2/executions/details/${encodeURI(executionArn)}`;
}

/** A finding in the Security Hub console. The search is encoded twice, as the console does. */
export function findingLink(partition: string, region: string, findingId: string): string | undefined {
  const host = consoleHost(partition, region);
  const search = encodeURIComponent(`Id=${encoded(`\\operator\\:EQUALS\\:${findingId}`)}`);
  return host && `https://${host}/securityhub/home?region=${region}#/findings?search=${search}`;
}

/** A queue in the SQS console, where its redrive is started. */
export function queueLink(partition: string, region: string, queueUrl: string): string | undefined {
  const host = consoleHost(partition, region);
  return host && `https://${host}/sqs/v3/home?region=${region}#/queues/${encodeURIComponent(queueUrl)}`;
}

/** A finding in the GuardDuty console of its Region: the address that GuardDuty itself gives as `SourceUrl`. */
export function guardDutyLink(partition: string, region: string, findingId: string): string | undefined {
  const host = consoleHost(partition, region);
  return host && `https://${host}/guardduty/home?region=${region}#/findings?macros=current&fId=${encoded(findingId)}`;
}

/** An object in the S3 console, from where it is opened or downloaded. */
export function objectLink(partition: string, region: string, bucket: string, key: string): string | undefined {
  const host = consoleHost(partition, region);
  return (
    host &&
    `https://${host}/s3/object/${encoded(bucket)}?region=${region}&prefix=${key.split("/").map(encoded).join("/")}`
  );
}

/** What Detective keeps a profile of, by the name its addresses have for it. */
export type DetectiveEntity = "AwsAccount" | "AwsRole" | "AwsUser" | "IpAddress";

/** The time range a profile shows, epoch seconds. */
export interface ProfileScope {
  readonly start: number;
  readonly end: number;
}

/**
 * The profile of an entity in the Detective console.
 * @param id account id, principal id of a role or user (`AROA…`, `AIDA…`), or address
 * @see https://docs.aws.amazon.com/detective/latest/userguide/navigate-to-profile.html#profile-navigate-url (read 2026-12-01): the one address here that is documented
 */
export function detectiveProfileLink(
  partition: string,
  region: string,
  entity: { readonly type: DetectiveEntity; readonly id: string },
  { start, end }: ProfileScope,
): string | undefined {
  const host = consoleHost(partition, region);
  const place = `entities/${entity.type}/${encoded(entity.id)}?scopeStart=${start}&scopeEnd=${end}`;
  return host && `https://${host}/detective/home?region=${region}#${place}`;
}

/** The overview of a GuardDuty finding in the Detective console. */
export function detectiveFindingLink(partition: string, region: string, findingId: string): string | undefined {
  const host = consoleHost(partition, region);
  return host && `https://${host}/detective/home?region=${region}#findings/GuardDuty/${encoded(findingId)}`;
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
