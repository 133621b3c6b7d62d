/** A service as Step Functions' SDK integrations know it: the simulated service, and the prefix of its error names. */
export interface SdkService {
  readonly service: string;
  readonly prefix: string;
}

/**
 * By the name in `arn:aws:states:::aws-sdk:<name>:<action>`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export const sdkServices: Readonly<Record<string, SdkService>> = {
  detective: { service: "Detective", prefix: "Detective" },
  dynamodb: { service: "DynamoDB", prefix: "DynamoDb" },
  eventbridge: { service: "EventBridge", prefix: "EventBridge" },
  guardduty: { service: "GuardDuty", prefix: "GuardDuty" },
  iam: { service: "IAM", prefix: "Iam" },
  lambda: { service: "Lambda", prefix: "Lambda" },
  s3: { service: "S3", prefix: "S3" },
  secretsmanager: { service: "SecretsManager", prefix: "SecretsManager" },
  securityhub: { service: "SecurityHub", prefix: "SecurityHub" },
  sfn: { service: "SFN", prefix: "Sfn" },
  sns: { service: "SNS", prefix: "Sns" },
  sqs: { service: "SQS", prefix: "Sqs" },
  sts: { service: "STS", prefix: "Sts" },
};

/** The name by which `Retry` and `Catch` know a service's error: its prefix, and always the suffix `Exception`. */
export const taskErrorName = (prefix: string, name: string): string =>
  `${prefix}.${name.endsWith("Exception") ? name : `${name}Exception`}`;
