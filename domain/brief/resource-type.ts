import { textAt } from "../json.ts";

/** The type of a resource in one spelling: `awss3bucket` for ASFF's `AwsS3Bucket` and CloudFormation's `AWS::S3::Bucket`. */
export function resourceTypeOf(resource: unknown): string {
  return (textAt(resource, "Type") ?? "").replaceAll(":", "").toLowerCase();
}
