import type { Acknowledgement } from "../acknowledgements.ts";
import type { Finding } from "./finding.ts";

/** What no acknowledgement explains. */
export function unexplained(findings: readonly Finding[], given: readonly Acknowledgement[]): readonly Finding[] {
  const explains = ({ rules, at }: Acknowledgement, finding: Finding) =>
    rules.includes(finding.rule) && at.some((path) => lies(path, finding));
  return findings.filter((finding) => !given.some((one) => explains(one, finding)));
}

/** Rules and places of acknowledgements that nothing was found of any more. */
export function idle(findings: readonly Finding[], given: readonly Acknowledgement[]): readonly string[] {
  return given.flatMap(({ rules, at }) => [
    ...rules.filter(
      (rule) => !findings.some((finding) => finding.rule === rule && at.some((path) => lies(path, finding))),
    ),
    ...at.filter((path) => !findings.some((finding) => rules.includes(finding.rule) && lies(path, finding))),
  ]);
}

function lies(path: string, { at }: Finding): boolean {
  return at === path || at.startsWith(`${path}/`);
}
