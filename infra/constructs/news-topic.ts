import type { IKey } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";

/** A topic for people: TLS only, and encrypted with the customer's key where there is one. */
export class NewsTopic extends Topic {
  constructor(scope: Construct, id: string, displayName: string, masterKey: IKey | undefined) {
    super(scope, id, { displayName, enforceSSL: true, ...(masterKey && { masterKey }) });
  }
}
