#!/usr/bin/env node
// Lets Node run the TypeScript sources as they are, then hands over to the command line.
import { register } from "tsx/esm/api";

// The AWS SDK warns on Node 20, whose end its releases of 2027 bring; package.json says which Node we are made for.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

register();
await import("./main.ts");
