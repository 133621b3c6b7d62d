import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { Settings } from "#domain/settings.ts";
import { GumshoeStack } from "#infra/gumshoe-stack.ts";
import { LinkedRegionStack } from "#infra/linked-region-stack.ts";

/** The set-ups of docs/set-ups.md, as the CDK is told of them at deployment. */
const setUps = [
  { name: "single account", partition: "aws", region: "eu-west-1", linkedRegions: [] },
  { name: "aggregation Region", partition: "aws", region: "eu-west-1", linkedRegions: ["us-east-1", "ap-south-1"] },
  { name: "GovCloud", partition: "aws-us-gov", region: "us-gov-west-1", linkedRegions: ["us-gov-east-1"] },
  { name: "China", partition: "aws-cn", region: "cn-north-1", linkedRegions: ["cn-northwest-1"] },
];

const everything = {
  directGuardDuty: true,
  findingsV2: true,
  attachedRoles: true,
  memberRoleName: "GumshoeRead",
  webhookUrl: "https://hooks.example.com/gumshoe",
};

/** The templates of a set-up when the CDK knows account and Region, instead of leaving them to CloudFormation. */
function templatesOf({ region, linkedRegions }: (typeof setUps)[number]): readonly Template[] {
  const app = new App({ context: { "aws:cdk:bundling-stacks": [] } });
  const settings = Settings.parse({ ...everything, linkedRegions });
  const env = { account: "111122223333", region };
  const stack = new GumshoeStack(app, "Gumshoe", { settings, env });
  const linked = linkedRegions.map((name) => new LinkedRegionStack(app, name, { settings }));
  return [stack, ...linked].map((one) => Template.fromStack(one));
}

describe.each(setUps)("the set-up $name", (setUp) => {
  const texts = templatesOf(setUp).map((template) => JSON.stringify(template.toJSON()));

  it("names no other partition in its templates", () => {
    const partitions = texts.flatMap((text) =>
      [...text.matchAll(/arn:(aws[a-z-]*):/g)].map(([, partition]) => partition),
    );
    expect(new Set(partitions.filter((partition) => partition !== setUp.partition))).toEqual(new Set());
  });

  it("names no console or domain of another partition", () => {
    // The mapping of partitions to consoles names them all.
    const links = texts.map((text) => JSON.stringify({ ...JSON.parse(text), Mappings: {} }));
    const hosts = links.flatMap((text) => [...text.matchAll(/console\.(?:aws\.amazon\.com|amazonaws[a-z.-]*)/g)]);
    expect(hosts.filter(([host]) => setUp.partition !== "aws" && host === "console.aws.amazon.com")).toEqual([]);
  });

  it("has one stack at home, and one with nothing but rules in every linked Region", () => {
    expect(texts).toHaveLength(1 + setUp.linkedRegions.length);
  });
});
