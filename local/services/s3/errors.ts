import { ServiceError } from "../../service.ts";

/** Makes an error of S3; `fields` become elements of the answer. @see docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const s3Error = (
  name: string,
  status: number,
  message: string,
  fields: Readonly<Record<string, string>> = {},
): ServiceError => new ServiceError(name, status, message, fields);

export const invalidRequest = (message: string): ServiceError => s3Error("InvalidRequest", 400, message);

export const invalidArgument = (message: string): ServiceError => s3Error("InvalidArgument", 400, message);

export const noSuchBucket = (BucketName: string): ServiceError =>
  s3Error("NoSuchBucket", 404, "The specified bucket does not exist", { BucketName });

export const noSuchKey = (Key: string): ServiceError =>
  s3Error("NoSuchKey", 404, "The specified key does not exist.", { Key });

/** What HEAD answers: it has no body that could name the error. */
export const notFound = (): ServiceError => s3Error("NotFound", 404, "Not Found");

export const preconditionFailed = (Condition: string): ServiceError =>
  s3Error("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold", { Condition });
