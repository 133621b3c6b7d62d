import { describe, expect, it } from "vitest";
import { consoleHost, executionLink, findingLink, queueLink } from "#domain/console-link.ts";

describe("consoleHost()", () => {
  it.each([
    { partition: "aws", region: "eu-west-1", host: "eu-west-1.console.aws.amazon.com" },
    { partition: "aws-cn", region: "cn-north-1", host: "console.amazonaws.cn" },
    { partition: "aws-us-gov", region: "us-gov-west-1", host: "console.amazonaws-us-gov.com" },
    { partition: "aws-iso", region: "us-iso-east-1", host: undefined },
    { partition: "aws", region: "evil.example/", host: undefined },
  ])("is $host for $region of $partition", ({ partition, region, host }) => {
    expect(consoleHost(partition, region)).toBe(host);
  });
});

describe("links", () => {
  it("lead to an execution", () => {
    const arn = "arn:aws:states:eu-west-1:111122223333:execution:investigate:run-1";
    expect(executionLink(arn)).toBe(
      `https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/${arn}`,
    );
    expect(executionLink("no arn")).toBeUndefined();
  });

  it("lead to a finding, encoded twice", () => {
    expect(findingLink("aws", "eu-west-1", "arn:x/1 2")).toBe(
      "https://eu-west-1.console.aws.amazon.com/securityhub/home?region=eu-west-1#/findings?search=" +
        "Id%3D%255Coperator%255C%253AEQUALS%255C%253Aarn%253Ax%252F1%25202",
    );
  });

  it("lead to a queue", () => {
    expect(queueLink("aws", "eu-west-1", "https://sqs.eu-west-1.amazonaws.com/111122223333/q")).toBe(
      "https://eu-west-1.console.aws.amazon.com/sqs/v3/home?region=eu-west-1#/queues/" +
        "https%3A%2F%2Fsqs.eu-west-1.amazonaws.com%2F111122223333%2Fq",
    );
  });
});
