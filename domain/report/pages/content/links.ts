import { parseArn } from "../../../arn.ts";
import { consoleDomains, findingLink } from "../../../console-link.ts";

const technique = /^T(\d{4})(?:\.(\d{3}))?$/;
const tactic = /^TA\d{4}$/;

/**
 * The page of a technique or tactic of ATT&CK.
 * @returns undefined for what is no id
 * @see https://attack.mitre.org/techniques/enterprise/ (read 2026-12-01)
 */
export function attackLink(id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  if (tactic.test(id)) return `https://attack.mitre.org/tactics/${id}/`;
  const [, main, sub] = technique.exec(id) ?? [];
  if (main === undefined) return undefined;
  return `https://attack.mitre.org/techniques/T${main}/${sub === undefined ? "" : `${sub}/`}`;
}

/** The address, if it leads into a console of AWS and nowhere else. */
export function consoleLink(url: string | undefined): string | undefined {
  const [, host = ""] = /^https:\/\/([a-z0-9.-]+)\/[!-~]*$/.exec(url ?? "") ?? [];
  const isConsole = Object.values(consoleDomains).some((domain) => host === domain || host.endsWith(`.${domain}`));
  return isConsole ? url : undefined;
}

/** A finding in the Security Hub console of its own Region. */
export function relatedFindingLink(arn: string): string | undefined {
  const parsed = /^[!-~]{1,512}$/.test(arn) ? parseArn(arn) : undefined;
  return parsed && findingLink(parsed.partition, parsed.region, arn);
}
