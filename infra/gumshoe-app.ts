import { App, Stage } from "aws-cdk-lib";
import { CURRENTLY_RECOMMENDED_FLAGS } from "aws-cdk-lib/cx-api";
import { GumshoeStack } from "./gumshoe-stack.ts";
import { LinkedRegionStack } from "./linked-region-stack.ts";
import { readSettings } from "./settings.ts";

// All that is recommended by the pinned version of the CDK. A newer one may recommend more: `cdk diff` shows what it changes.
const flags = {
  ...CURRENTLY_RECOMMENDED_FLAGS,
  "@aws-cdk/core:target-partitions": ["aws", "aws-cn", "aws-us-gov"],
};

const tags = { application: "gumshoe" };

/**
 * The stack, and under `LinkedRegions` one more for each linked Region.
 * @param context beside that of `cdk.json`, which comes first
 * @throws {InvalidSettings} with every problem listed
 */
export function gumshoeApp(context: Readonly<Record<string, unknown>> = {}): App & { readonly stack: GumshoeStack } {
  const app = new App({ context: { ...flags, ...context } });
  const settings = readSettings(app.node);
  const stack = new GumshoeStack(app, "Gumshoe", {
    settings,
    description: "Gumshoe: an Amazon Detective investigation on every Security Hub finding that names an IAM principal",
    tags,
  });
  if (settings.linkedRegions.length > 0) {
    // A stage of its own: what is deployed without a name stays the one stack.
    const linked = new Stage(app, "LinkedRegions");
    for (const region of settings.linkedRegions) new LinkedRegionStack(linked, region, { settings, tags });
  }
  return Object.assign(app, { stack });
}
