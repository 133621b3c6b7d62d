import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { deployPage, resultsFile } from "#bench/report/files.ts";
import type { Template as Synthesized } from "#bench/report/fixed-items.ts";
import { parseResult } from "#bench/result.ts";
import { anApp } from "#test/infra/a-stack.ts";

const page = readFileSync("docs/deploy.md", "utf8");
const shell = [...page.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = ""]) => block).join("\n");
const everything = {
  directGuardDuty: true,
  findingsV2: true,
  attachedRoles: true,
  memberRoleName: "GumshoeRead",
  webhookUrl: "https://hooks.example.com/gumshoe",
};
const templateOf = (settings: object) => Template.fromStack(anApp({ ...settings }).stack).toJSON() as Synthesized;
const resources = Object.values(templateOf(everything).Resources) as readonly {
  readonly Type: string;
  readonly DeletionPolicy?: string;
}[];

/** Services that the page calls by the AWS CLI and for which the project has no SDK client. */
const withoutClient = ["kms", "logs"];

describe("docs/deploy.md", () => {
  it("tells of a month's cost what the benchmark and the template say: npm run bench:report", () => {
    const result = parseResult(JSON.parse(readFileSync(resultsFile, "utf8")));
    expect(deployPage(result, templateOf({}))).toBe(page);
  });

  const calls = [...shell.matchAll(/\baws ([a-z]+) ([a-z-]+)/g)].map(([, service = "", operation = ""]) => ({
    service,
    operation,
  }));
  const distinct = [...new Map(calls.map((call) => [`${call.service} ${call.operation}`, call])).values()];

  it("calls the AWS CLI", () => {
    expect(distinct.length).toBeGreaterThan(10);
  });

  it.each(distinct.filter(({ service }) => !withoutClient.includes(service)))(
    "names an operation that there is: aws $service $operation",
    ({ service, operation }) => {
      const client = createRequire(import.meta.url)(`@aws-sdk/client-${service}`) as object;
      const command = `${operation.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Command`;
      expect(Object.keys(client)).toContain(command);
    },
  );

  const cdkCalls = [...shell.matchAll(/npx cdk (\w+)(.*)$/gm)].map(([, command = "", rest = ""]) => ({
    command,
    rest,
  }));

  it.each(cdkCalls)("gives the CDK a command and options that it knows: cdk $command$rest", ({ command, rest }) => {
    const { stdout } = spawnSync(process.execPath, ["node_modules/aws-cdk/bin/cdk", command, "--help"], {
      encoding: "utf8",
    });
    expect(stdout).toMatch(new RegExp(`^cdk ${command}\\b`));
    for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(stdout).toContain(option);
  });

  /** What deletes what a deleted stack leaves. */
  const deletions: Readonly<Record<string, string>> = {
    "AWS::DynamoDB::Table": "aws dynamodb delete-table",
    "AWS::KMS::Key": "aws kms schedule-key-deletion",
    "AWS::S3::Bucket": "aws s3api delete-bucket",
    "AWS::Logs::LogGroup": "aws logs delete-log-group",
    "AWS::SQS::Queue": "aws sqs delete-queue",
  };
  // docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html (read 2026-12-01): versions go with their function.
  const gone = "AWS::Lambda::Version";
  const kept = resources.filter(({ DeletionPolicy, Type }) => DeletionPolicy?.startsWith("Retain") && Type !== gone);
  const retained = new Set(kept.map(({ Type }) => Type));

  it.each([...retained])("says how to delete what the stack leaves: %s", (type) => {
    expect(shell).toContain(`named ${type}`);
    expect(shell).toContain(deletions[type]);
  });
});

describe("docs/deploy/execution-policy.json", () => {
  const { Statement } = JSON.parse(readFileSync("docs/deploy/execution-policy.json", "utf8")) as {
    readonly Statement: readonly { readonly Action: readonly string[] }[];
  };
  const services = new Set(Statement.flatMap(({ Action }) => Action.map((action) => action.split(":")[0])));

  it("lets CloudFormation make every kind of resource that the stack has", () => {
    const prefixes: Readonly<Record<string, string>> = { stepfunctions: "states" };
    const wanted = new Set(
      resources.map(({ Type }) => Type.split("::")[1]?.toLowerCase() ?? "").map((name) => prefixes[name] ?? name),
    );
    expect([...wanted].filter((service) => !services.has(service))).toEqual([]);
  });

  it("lets it touch no other roles, and nothing of the organization", () => {
    expect(JSON.stringify(Statement)).not.toMatch(/"\*:\*"|"iam:\*"|organizations:|sts:/);
    const iam = Statement.filter(({ Action }) => Action.some((action) => action.startsWith("iam:")));
    expect(iam).toMatchObject([{ Resource: "arn:aws:iam::*:role/Gumshoe-*" }]);
  });
});
