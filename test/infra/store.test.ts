import { describe, it } from "vitest";
import { aTemplate } from "./a-stack.ts";

const template = aTemplate();

describe("the table", () => {
  it("is paid for on demand, forgets by itself, and can be brought back to any second of the last weeks", () => {
    template.hasResourceProperties("AWS::DynamoDB::Table", {
      BillingMode: "PAY_PER_REQUEST",
      TimeToLiveSpecification: { AttributeName: "expiration", Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it("cannot be deleted by mistake and outlives the stack", () => {
    template.hasResource("AWS::DynamoDB::Table", {
      Properties: { DeletionProtectionEnabled: true },
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
    });
  });

  it("has the sparse index that the sweep reads", () => {
    template.hasResourceProperties("AWS::DynamoDB::Table", {
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      GlobalSecondaryIndexes: [
        {
          IndexName: "in-flight",
          KeySchema: [
            { AttributeName: "inFlight", KeyType: "HASH" },
            { AttributeName: "inFlightSince", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    });
  });
});
