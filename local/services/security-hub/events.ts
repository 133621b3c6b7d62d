import type { World } from "../../service.ts";
import { copyJson } from "../request/json-copy.ts";
import { type Finding, identifierOf } from "./finding.ts";

/** An event as Security Hub puts it on the default event bus of the aggregation Region. */
export interface SecurityHubEvent {
  readonly detailType: string;
  readonly source: "aws.securityhub";
  readonly resources: readonly string[];
  readonly detail: { readonly findings: readonly Finding[] };
  readonly region: string;
  readonly account: string;
  /** ISO 8601, whole seconds. */
  readonly time: string;
}

/**
 * The event about a finding that was imported or updated; one event has one finding.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html
 */
export function importedEvent(world: World, finding: Finding): SecurityHubEvent {
  const { ProductArn = "", Id = "" } = identifierOf(finding) ?? {};
  return {
    detailType: "Security Hub Findings - Imported",
    source: "aws.securityhub",
    resources: [`${ProductArn}/${Id}`],
    detail: { findings: [copyJson(finding)] },
    region: world.region,
    account: world.accountId,
    time: `${new Date(world.clock.now()).toISOString().slice(0, 19)}Z`,
  };
}
