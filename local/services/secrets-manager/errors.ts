import { ServiceError } from "../../service.ts";

/** Makes an error of Secrets Manager. @see docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html */
export const secretsError = (name: string, message: string, status = 400): ServiceError =>
  new ServiceError(name, status, message);

export const invalidParameter = (message: string): ServiceError => secretsError("InvalidParameterException", message);

export const notFound = (what = "the specified secret"): ServiceError =>
  secretsError("ResourceNotFoundException", `Secrets Manager can't find ${what}.`);
