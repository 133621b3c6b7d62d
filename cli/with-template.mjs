// `node cli/with-template.mjs <entry> [arguments]`: runs a TypeScript entry once `cdk.out` holds the template of the sources as they are.
import { pathToFileURL } from "node:url";
import { register } from "tsx/esm/api";

// The AWS SDK warns on Node 20, whose end its releases of 2027 bring; package.json says which Node we are made for.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

register();
const { synthesized } = await import("./synth.ts");
await synthesized({}, () => process.stderr.write("Synthesizing the template …\n"));
const [entry] = process.argv.splice(2, 1);
await import(pathToFileURL(entry).href);
