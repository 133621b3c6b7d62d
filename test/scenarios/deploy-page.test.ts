import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Cloud } from "#local/cloud.ts";
import { carryOut } from "./aws-command.ts";
import { accountId, call, deadLetters, localAws, noon, region } from "./local-aws.ts";

const page = readFileSync("docs/deploy.md", "utf8");
const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const variables: Readonly<Record<string, string>> = { AWS_REGION: region, ACCOUNT: accountId };

/** The AWS CLI's commands of one chapter, with their variables filled in. */
function commandsOf(chapter: string): readonly string[] {
  const text = page.split(/^## /m).find((one) => one.startsWith(chapter)) ?? "";
  const lines = [...text.matchAll(/^aws .*$/gm)].map(([line]) => line);
  return lines.map((line) => line.replace(/\$([A-Z_]+)/g, (_, name: string) => variables[name] ?? ""));
}

async function nothingOn(cloud: Cloud) {
  const { DetectorIds } = await call(cloud, "GuardDuty", "ListDetectors", {});
  await call(cloud, "GuardDuty", "DeleteDetector", { DetectorId: (DetectorIds as string[])[0] });
  const { GraphList } = (await call(cloud, "Detective", "ListGraphs", {})) as { GraphList: { Arn: string }[] };
  await call(cloud, "Detective", "DeleteGraph", { GraphArn: GraphList[0]?.Arn });
  const { FindingAggregators } = await call(cloud, "SecurityHub", "ListFindingAggregators", {});
  await call(cloud, "SecurityHub", "DeleteFindingAggregator", (FindingAggregators as object[])[0] ?? {});
  await call(cloud, "SecurityHub", "DisableSecurityHub", {});
}

it("docs/deploy.md turns on what is wanted: the commands of chapter 3, in an account where nothing is on", async () => {
  const cloud = await localAws();
  await nothingOn(cloud);
  const commands = commandsOf("3 ·");
  expect(commands).toHaveLength(4);
  for (const command of commands) await carryOut(command, { endpoint: cloud.endpointUrl, credentials });

  const { DetectorIds } = await call(cloud, "GuardDuty", "ListDetectors", {});
  expect(DetectorIds).toHaveLength(1);
  const { GraphList } = await call(cloud, "Detective", "ListGraphs", {});
  expect(GraphList).toHaveLength(1);
  await expect(call(cloud, "SecurityHub", "DescribeHub", {})).resolves.toBeDefined();
  const { FindingAggregators } = await call(cloud, "SecurityHub", "ListFindingAggregators", {});
  const found = await call(cloud, "SecurityHub", "GetFindingAggregator", (FindingAggregators as object[])[0] ?? {});
  expect(found).toMatchObject({ RegionLinkingMode: "SPECIFIED_REGIONS", Regions: ["us-east-1"] });
});

it("docs/deploy.md makes a first finding that is enriched", async () => {
  const given = { ...variables, REGION: region, PARTITION: "aws", ROLE: "deploy", NOW: new Date(noon).toISOString() };
  // As the page's sed does it.
  const substitutions = [...page.matchAll(/s\/([A-Z]+)\/\$[A-Z_]+\/g/g)].map(([, name = ""]) => name);
  expect(substitutions.toSorted()).toEqual(["ACCOUNT", "NOW", "PARTITION", "REGION", "ROLE"]);
  const text = substitutions.reduce(
    (made, name) => made.replaceAll(name, given[name as keyof typeof given] ?? ""),
    readFileSync("docs/deploy/first-finding.json", "utf8"),
  );
  expect(text).not.toMatch(/\b[A-Z]{4,}\b(?<!HIGH)/);

  const cloud = await localAws();
  const answer = await call(cloud, "SecurityHub", "BatchImportFindings", { Findings: JSON.parse(text) });
  expect(answer).toMatchObject({ SuccessCount: 1, FailedCount: 0 });
  await cloud.settled();

  const Filters = { Id: [{ Value: "gumshoe-first-finding", Comparison: "EQUALS" }] };
  const { Findings } = (await call(cloud, "SecurityHub", "GetFindings", { Filters })) as { Findings: object[] };
  expect(Findings).toMatchObject([{ UserDefinedFields: { investigate: "complete" } }]);
  expect(JSON.stringify(Findings)).toContain("#investigationReport/");
  expect(deadLetters(cloud)).toEqual([]);
});
