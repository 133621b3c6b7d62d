import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { App } from "aws-cdk-lib";
import type { Finding } from "./finding.ts";

/** As CDK writes it: who looked, and what was found. */
interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations?: readonly {
      readonly ruleName: string;
      readonly description: string;
      readonly violatingConstructs?: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

/**
 * What CloudFormation would hold against the templates, by the rules and schemas that come with CDK. `cdk synth` stops at errors;
 * here a warning is a finding too. Synthesizes the app.
 */
export function templateFindings(app: App): readonly Finding[] {
  const report = join(app.outdir, "validation-report.json");
  try {
    app.synth();
  } catch (error) {
    if (!existsSync(report)) throw error;
  }
  const { pluginReports }: Report = JSON.parse(readFileSync(report, "utf8"));
  return pluginReports.flatMap(({ pluginName, violations = [] }) =>
    violations.map(({ ruleName, description, violatingConstructs = [] }) => ({
      pack: pluginName,
      rule: ruleName,
      at: violatingConstructs.map(({ constructPath }) => constructPath).join(", "),
      says: description,
    })),
  );
}
