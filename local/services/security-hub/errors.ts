import { errorStatus } from "../../behaviour/plannable.ts";
import { ServiceError } from "../../service.ts";

/** Errors of the Security Hub API as its model lists them: name, HTTP status, members. */
export const invalidInput = (message: string): ServiceError =>
  new ServiceError("InvalidInputException", 400, message, { Code: "InvalidInputException" });

/** The account does not use Security Hub in the Region. */
export const invalidAccess = (accountId: string): ServiceError =>
  new ServiceError("InvalidAccessException", 401, `Account ${accountId} is not subscribed to AWS Security Hub`, {
    Code: "InvalidAccessException",
  });

export const limitExceeded = (operation: string): ServiceError =>
  new ServiceError("LimitExceededException", 429, `Too Many Requests: rate exceeded for ${operation}`, {
    Code: "LimitExceededException",
  });

export const quotaExceeded = (message: string): ServiceError =>
  new ServiceError("LimitExceededException", 429, message, { Code: "LimitExceededException" });

export const resourceConflict = (message: string): ServiceError =>
  new ServiceError("ResourceConflictException", 409, message, { Code: "ResourceConflictException" });

export const resourceNotFound = (message: string): ServiceError =>
  new ServiceError("ResourceNotFoundException", 404, message, { Code: "ResourceNotFoundException" });

/** An error the behaviour planned. */
export const planned = (name: string): ServiceError =>
  new ServiceError(name, errorStatus(name) ?? 500, `${name}, as the behaviour file plans`, { Code: name });
