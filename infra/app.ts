import { App } from "aws-cdk-lib";
import { GumshoeStack } from "./gumshoe-stack.ts";
import { readSettings } from "./settings.ts";

const app = new App();
new GumshoeStack(app, "Gumshoe", {
  settings: readSettings(app.node),
  description: "Gumshoe: an Amazon Detective investigation on every Security Hub finding that names an IAM principal",
});
