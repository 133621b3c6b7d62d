import { expect, it } from "vitest";
import { esbuildOptions } from "#bench/bundles/esbuild-options.ts";
import { bundling } from "#infra/constructs/bundling.ts";

it("esbuildOptions are those of the stack, the source map apart", () => {
  const { externalModules, sourceMap, sourcesContent, logLevel, banner, esbuildArgs, ...same } = bundling;
  expect({ externalModules, sourceMap, sourcesContent }).toEqual({
    externalModules: [],
    sourceMap: true,
    sourcesContent: false,
  });
  const alias = Object.fromEntries(esbuildArgs["--alias"].map((one) => one.split("=")));
  // `bundle` and `platform` are what the CDK sets for every function.
  expect(esbuildOptions).toEqual({ ...same, logLevel, banner: { js: banner }, alias, bundle: true, platform: "node" });
});
