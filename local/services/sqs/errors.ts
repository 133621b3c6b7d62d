import { ServiceError } from "../../service.ts";

/** Makes an SQS error; `name` is what an SDK client throws. */
export function sqsError(name: string, message: string): ServiceError {
  return new ServiceError(name, 400, message);
}

export const invalidParameter = (message: string): ServiceError => sqsError("InvalidParameterValue", message);

export const queueDoesNotExist = (): ServiceError =>
  sqsError("QueueDoesNotExist", "The specified queue does not exist.");

export const invalidReceiptHandle = (handle: string): ServiceError =>
  sqsError("ReceiptHandleIsInvalid", `The input receipt handle "${handle}" is not a valid receipt handle.`);

export const resourceNotFound = (message: string): ServiceError =>
  new ServiceError("ResourceNotFoundException", 404, message);
