import { Aws } from "aws-cdk-lib";
import { type IRole, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { explain } from "../grants.ts";

export type KeyAction = "kms:Decrypt" | "kms:GenerateDataKey";

const whys = {
  dynamodb: "opens what the table has encrypted",
  sns: "encrypts what people are told",
  sqs: "encrypts or opens messages",
  secretsmanager: "opens the keys of the webhook",
  s3: "encrypts or opens reports",
};
export type KeyService = keyof typeof whys;

/**
 * Lets a role use the key through one service, which asks KMS in the role's name, and never by itself. The end of the service's
 * name differs in China.
 * @see docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service (read 2026-12-01)
 */
export function useKey(role: IRole, key: IKey, service: KeyService, actions: readonly KeyAction[]): void {
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: [...actions],
      resources: [key.keyArn],
      conditions: { StringLike: { "kms:ViaService": `${service}.${Aws.REGION}.amazonaws.com*` } },
    }),
  );
  explain(role, { who: role.roleName, actions, resources: [key.keyArn], via: service, why: whys[service] });
}
