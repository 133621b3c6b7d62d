import { describe, expect, it } from "vitest";
import { sdkClientsOf, sdkImports } from "#bench/bundles/sdk-clients.ts";

describe("sdkImports()", () => {
  it("are the values that a source imports from the SDK, without types and other packages", () => {
    const source = [
      'import { SQSClient } from "@aws-sdk/client-sqs";',
      'import type { IAMClient } from "@aws-sdk/client-iam";',
      'import { z } from "zod";',
      "import {",
      "  PutCommand,",
      "  type PutCommandInput,",
      "  QueryCommand,",
      '} from "@aws-sdk/lib-dynamodb";',
    ].join("\n");
    expect(sdkImports(source)).toEqual([
      'export { SQSClient } from "@aws-sdk/client-sqs";',
      'export { PutCommand } from "@aws-sdk/lib-dynamodb";',
      'export { QueryCommand } from "@aws-sdk/lib-dynamodb";',
    ]);
  });

  it("are none when the SDK is not imported", () => {
    expect(sdkImports('import * as z from "zod";\n')).toEqual([]);
  });
});

describe("sdkClientsOf()", () => {
  it("names the clients and commands that `check` uses", async () => {
    const names = [...(await sdkClientsOf("functions/check/index.ts")).matchAll(/\{ (\w+) \}/g)].map(
      ([, name]) => name,
    );
    expect(names).toEqual([
      "BatchGetCommand",
      "DetectiveClient",
      "DynamoDBClient",
      "DynamoDBDocumentClient",
      "GetCommand",
      "GetInvestigationCommand",
      "GetObjectCommand",
      "ListGraphsCommand",
      "ListIndicatorsCommand",
      "ListInvestigationsCommand",
      "PutObjectCommand",
      "S3Client",
      "StartInvestigationCommand",
      "UpdateCommand",
      "UpdateItemCommand",
    ]);
  });

  it("fails when there is no such function", async () => {
    await expect(sdkClientsOf("functions/none/index.ts")).rejects.toThrow("functions/none/index.ts");
  });
});
