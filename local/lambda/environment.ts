import { join } from "node:path";
import type { LambdaFunction } from "./function.ts";

/**
 * The environment of a function: what Lambda sets, the template's variables, and what leads the SDK to the local AWS.
 * Nothing of the machine's own environment is in it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function environmentOf(lambda: LambdaFunction, region: string, endpointUrl: string): Record<string, string> {
  return {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    LAMBDA_TASK_ROOT: lambda.codeFolder,
    _HANDLER: lambda.handler,
    AWS_EXECUTION_ENV: `AWS_Lambda_${lambda.runtime}`,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: "LOCALAWS",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_SESSION_TOKEN: "local",
    AWS_LAMBDA_FUNCTION_NAME: lambda.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${lambda.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: "local/[$LATEST]",
    ...lambda.environment,
    AWS_ENDPOINT_URL: endpointUrl,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    // The profile of whoever runs this machine is none of the function's business.
    AWS_CONFIG_FILE: join(lambda.codeFolder, ".no-aws-config"),
    AWS_SHARED_CREDENTIALS_FILE: join(lambda.codeFolder, ".no-aws-credentials"),
  };
}
