import { RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";

export const inFlightIndex = "in-flight";

/** The one table: claims, the newest investigation of each principal, finding records, groups on their way, and the pace of API calls. */
export class Store extends Construct {
  readonly table: Table;

  /** @param key the customer's key; none: the one that AWS owns */
  constructor(scope: Construct, id: string, key: IKey | undefined) {
    super(scope, id);
    this.table = new Table(this, "Table", {
      partitionKey: { name: "pk", type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: "expiration",
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...(key
        ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key }
        : { encryption: TableEncryption.DEFAULT }),
      // Protected, so that a roll-back could not delete it: plain RETAIN, even for the deployment that creates it.
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Sparse: only findings on their way carry these attributes, so the sweep reads no more than it needs.
    this.table.addGlobalSecondaryIndex({
      indexName: inFlightIndex,
      partitionKey: { name: "inFlight", type: AttributeType.STRING },
      sortKey: { name: "inFlightSince", type: AttributeType.NUMBER },
      projectionType: ProjectionType.ALL,
    });
  }
}
