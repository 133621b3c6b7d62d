import { numberOf, objectOf, refuse, requiredText, textOf } from "../property.ts";
import type { Creation, Properties, ResourceType } from "../resource-type.ts";

/** Properties that change what a function can do and have no counterpart here. */
const refused = [
  "CodeSigningConfigArn",
  "FileSystemConfigs",
  "ImageConfig",
  "Layers",
  "SnapStart",
  "VpcConfig",
  "DurableConfig",
];

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const lambdaFunction: ResourceType = {
  properties: [
    ...refused,
    "Architectures",
    "Code",
    "DeadLetterConfig",
    "Description",
    "Environment",
    "EphemeralStorage",
    "FunctionName",
    "Handler",
    "KmsKeyArn",
    "LoggingConfig",
    "MemorySize",
    "PackageType",
    "RecursiveLoop",
    "ReservedConcurrentExecutions",
    "Role",
    "Runtime",
    "RuntimeManagementConfig",
    "Tags",
    "Timeout",
    "TracingConfig",
  ],
  create(properties, creation) {
    refuse(properties, [...refused, "DeadLetterConfig"]);
    const { target } = creation;
    const runtime = requiredText(properties, "Runtime");
    if (!/^nodejs\d+\.x$/.test(runtime))
      throw new Error(`property "Runtime" is "${runtime}", only Node.js is supported`);
    const name = textOf(properties, "FunctionName") ?? creation.name(64);
    const arn = `arn:${target.partition}:lambda:${target.region}:${target.accountId}:function:${name}`;
    const roleArn = textOf(properties, "Role");
    const concurrency = properties["ReservedConcurrentExecutions"];
    target.addFunction({
      name,
      arn,
      codeFolder: codeFolderOf(properties, creation),
      handler: requiredText(properties, "Handler"),
      runtime,
      timeoutSeconds: numberOf(properties, "Timeout", 3),
      memoryMb: numberOf(properties, "MemorySize", 128),
      environment: environmentOf(properties),
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(concurrency === undefined ? {} : { reservedConcurrency: Number(concurrency) }),
    });
    return { ref: name, attributes: { Arn: arn } };
  },
};

function codeFolderOf(properties: Properties, { asset }: Creation): string {
  const code = objectOf(properties, "Code") ?? {};
  refuse(code, ["ZipFile", "ImageUri"]);
  return asset(requiredText(code, "S3Key"));
}

function environmentOf(properties: Properties): Record<string, string> {
  const variables = objectOf(objectOf(properties, "Environment") ?? {}, "Variables") ?? {};
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}
