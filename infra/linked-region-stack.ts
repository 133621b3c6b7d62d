import { Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { ArmingRules } from "./constructs/arming-rules.ts";
import type { GumshoeStackProps } from "./gumshoe-stack.ts";

/**
 * The arming rules in a Region whose findings are aggregated elsewhere: an armed finding is copied to the home Region with its
 * fields, and its event is taken up there. Deploy it in the Security Hub administrator account.
 */
export class LinkedRegionStack extends Stack {
  constructor(scope: Construct, region: string, { settings, tags }: GumshoeStackProps) {
    super(scope, region, {
      env: { region },
      stackName: `Gumshoe-${region}`,
      description: `Gumshoe: arms the findings of ${region} for the home Region`,
      ...(tags && { tags }),
    });
    new ArmingRules(this, "Arm", settings);
  }
}
