import type { App } from "aws-cdk-lib";
import {
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  NIST80053R4Checks,
  NIST80053R5Checks,
  PCIDSS321Checks,
  ServerlessChecks,
} from "cdk-nag";
import type { Finding } from "./finding.ts";

const packs = [
  AwsSolutionsChecks,
  ServerlessChecks,
  NIST80053R4Checks,
  NIST80053R5Checks,
  HIPAASecurityChecks,
  PCIDSS321Checks,
];

/** What all rule packs of cdk-nag hold against the stacks of the app. A rule that cannot decide has found something too. */
export function rulePackFindings(app: App): readonly Finding[] {
  return packs.flatMap((Pack) => {
    const pack = new Pack();
    return pack.validateScope(app).violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath = "" }) => ({
        pack: pack.readPackName,
        rule: ruleName.slice(pack.readPackName.length + 1),
        at: constructPath.slice(constructPath.indexOf("/") + 1),
        says: description,
      })),
    );
  });
}
