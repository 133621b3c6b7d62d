import { defineConfig } from "vitest/config";

// What takes long: stories of failure, of killed processes and of thousands of findings, the simulation under every kind of fault,
// and what is measured: `npm run test:proof`.
const proof = [
  "test/scenarios/{simulation,bench}/**/*.test.ts",
  "test/scenarios/{backfill,dead-letter-paths,dead-letter-scale,dead-letters,failures,faults,faults-crash-points}.test.ts",
  "test/scenarios/{notify-dead-letters,outage,redrive,replay-kill,report-browser,several-buses,turns}.test.ts",
];
// What looks at the heap wants one that nobody has filled before.
const alone = ["test/cli/commands/dlq-memory.test.ts", "test/local/cloud/close.test.ts"];

const shared = {
  env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true", POWERTOOLS_DEV: "true" },
  // Files of one worker share their modules: the CDK and the AWS clients are loaded once, not four hundred times.
  isolate: false,
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    // One core less is the default: the main thread has next to nothing to do.
    maxWorkers: "100%",
    projects: [
      { test: { ...shared, name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/scenarios/**", ...alone] } },
      { test: { ...shared, name: "alone", include: alone, isolate: true } },
      // Whole-machine stories on the local AWS need the synthesized template.
      {
        test: {
          ...shared,
          name: "scenario",
          include: ["test/scenarios/**/*.test.ts"],
          exclude: proof,
          globalSetup: ["test/scenarios/synthesized.ts"],
        },
      },
      {
        test: {
          ...shared,
          name: "proof",
          include: proof,
          globalSetup: ["test/scenarios/synthesized.ts"],
        },
      },
    ],
    coverage: {
      include: ["adapters", "cli", "domain", "functions", "infra", "local"].map((folder) => `${folder}/**/*.ts`),
    },
  },
});
