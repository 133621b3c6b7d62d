import { describe, expect, it } from "vitest";
import { shellFor } from "#cli/doctor/shell.ts";

const local = "http://127.0.0.1:4566";

describe("shellFor()", () => {
  it.each([
    {
      options: { region: "eu-west-1", stack: "Gumshoe" },
      aws: "aws sts get-caller-identity --region eu-west-1",
      gumshoe: "gumshoe dlq list --region eu-west-1",
      deploy: "AWS_REGION=eu-west-1 npm run deploy -- --revert-drift",
    },
    {
      options: { region: "eu-west-1", stack: "Second", profile: "audit" },
      aws: "aws sts get-caller-identity --region eu-west-1 --profile audit",
      gumshoe: "gumshoe dlq list --region eu-west-1 --profile audit --stack Second",
      deploy: "AWS_REGION=eu-west-1 npm run deploy -- --revert-drift --profile audit",
    },
    {
      options: { region: "eu-west-1", stack: "Gumshoe", local: true as const },
      aws: `aws sts get-caller-identity --region eu-west-1 --endpoint-url ${local}`,
      gumshoe: "gumshoe dlq list --region eu-west-1 --local",
      deploy: "gumshoe local serve --region eu-west-1",
    },
  ])("writes commands that go where $options says", ({ options, aws, gumshoe, deploy }) => {
    const shell = shellFor(options, local);
    expect([shell.aws("sts get-caller-identity"), shell.gumshoe("dlq list"), shell.deploy("revert")]).toEqual([
      aws,
      gumshoe,
      deploy,
    ]);
  });
});
