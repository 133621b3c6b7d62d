import { type BundlingOptions, LogLevel, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";

// Bundled CommonJS packages ask for Node's own modules through `require`, which an ES module does not have.
const requireBanner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** Modules that a function gets in place of what a package asks for. */
const aliases = {
  "@aws-sdk/client-s3": "./adapters/s3-client.ts",
  "@aws-sdk/credential-provider-node": "./adapters/execution-role.ts",
  "@smithy/core/event-streams": "./adapters/event-streams.ts",
};

/**
 * How every function is bundled: one minified ES module with the SDK clients that it uses, and a source map without sources.
 * `bench/bundles/esbuild-options.ts` says the same to esbuild, and `test/bench/bundles` compares the two.
 */
export const bundling = {
  format: OutputFormat.ESM,
  target: "node24",
  mainFields: ["module", "main"],
  externalModules: [],
  minify: true,
  sourceMap: true,
  sourcesContent: false,
  logLevel: LogLevel.WARNING,
  banner: requireBanner,
  esbuildArgs: { "--alias": Object.entries(aliases).map(([module, file]) => `${module}=${file}`) },
} as const satisfies BundlingOptions;
