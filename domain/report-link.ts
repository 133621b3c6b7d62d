import { parseArn } from "./arn.ts";
import { consoleHost } from "./console-link.ts";
import type { PrincipalInvestigated } from "./contract.ts";

const investigationIdForm = /^\d{1,40}$/;

/**
 * The report of an investigation in the Detective console. AWS does not document this address; it is the one that the code
 * of its own blog post writes into findings, so it may change without notice.
 * @returns undefined for a partition whose console is not known, and when Region or id are not of their form
 * @see https://aws.amazon.com/blogs/security/how-to-use-the-amazon-detective-api-to-investigate-guardduty-security-findings-and-enrich-data-in-security-hub
 */
export function reportLink(
  principal: Pick<PrincipalInvestigated, "arn" | "region" | "investigationId">,
): string | undefined {
  const { arn, region, investigationId } = principal;
  const host = consoleHost(parseArn(arn)?.partition ?? "", region);
  if (host === undefined || !investigationIdForm.test(investigationId)) return undefined;
  return `https://${host}/detective/home?region=${region}#investigationReport/${investigationId}`;
}
