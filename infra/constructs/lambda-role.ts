import { Aws } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { explain } from "../grants.ts";

/**
 * The role of one function, which Lambda takes on for functions of this account alone. Not for the one function alone: its ARN would
 * have to be known before the role that it is created with.
 * @see docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html (read 2026-12-01)
 */
export function roleOfLambda(scope: Construct): Role {
  const conditions = { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } };
  const role = new Role(scope, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com", { conditions }) });
  const trusted = { who: "lambda.amazonaws.com", actions: ["sts:AssumeRole"], resources: [role.roleArn] };
  explain(scope, { ...trusted, why: "runs the function" });
  return role;
}
