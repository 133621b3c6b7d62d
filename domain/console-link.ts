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

// AWS documents none of these addresses: they are what its console shows in the address bar, and may change.

/** An execution in the Step Functions console, with its graph and events. */
export function executionLink(executionArn: string): string | undefined {
  const arn = parseArn(executionArn);
  const host = arn && consoleHost(arn.partition, arn.region);
  return host && `https://${host}/states/home?region=${arn.region}#/v2/executions/details/${encodeURI(executionArn)}`;
}

/** A finding in the Security Hub console. The search is encoded twice, as the console does. */
export function findingLink(partition: string, region: string, findingId: string): string | undefined {
  const host = consoleHost(partition, region);
  const search = encodeURIComponent(`Id=${encodeURIComponent(`\\operator\\:EQUALS\\:${findingId}`)}`);
  return host && `https://${host}/securityhub/home?region=${region}#/findings?search=${search}`;
}

/** A queue in the SQS console, where its redrive is started. */
export function queueLink(partition: string, region: string, queueUrl: string): string | undefined {
  const host = consoleHost(partition, region);
  return host && `https://${host}/sqs/v3/home?region=${region}#/queues/${encodeURIComponent(queueUrl)}`;
}
