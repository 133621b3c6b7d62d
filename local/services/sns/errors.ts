import { ServiceError } from "../../service.ts";

/** Makes an error of SNS; `name` is what an SDK client throws. @see docs.aws.amazon.com/sns/latest/api/CommonErrors.html */
export const snsError = (name: string, status: number, message: string): ServiceError =>
  new ServiceError(name, status, message);

export const invalidParameter = (message: string): ServiceError =>
  snsError("InvalidParameterException", 400, `Invalid parameter: ${message}`);

export const notFound = (what: string): ServiceError => snsError("NotFoundException", 404, `${what} does not exist`);

/** What the errors are called on the wire. */
export const wireCodes: Readonly<Record<string, string>> = {
  InvalidParameterException: "InvalidParameter",
  InvalidParameterValueException: "ParameterValueInvalid",
  NotFoundException: "NotFound",
  ThrottledException: "Throttled",
};
