import type { BuildOptions } from "esbuild";

/** Modules that a function gets in place of what a package asks for. */
export const aliases = {
  "@aws-sdk/client-s3": "./adapters/s3-client.ts",
  "@aws-sdk/credential-provider-node": "./adapters/execution-role.ts",
  "@smithy/core/event-streams": "./adapters/event-streams.ts",
};

/** How the stack bundles a function, in esbuild's own words: `test/bench/bundles` holds it to `infra/constructs/bundling.ts`. */
export const esbuildOptions = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node24",
  mainFields: ["module", "main"],
  minify: true,
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  alias: aliases,
  logLevel: "warning",
} as const satisfies BuildOptions;
