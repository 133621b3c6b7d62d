import { errorStatus } from "../../behaviour/plannable.ts";
import { ServiceError } from "../../service.ts";

/** Errors of the Detective API as its model lists them: name, HTTP status, members. */
export const invalidRequest = (message: string): ServiceError =>
  new ServiceError("ValidationException", 400, message, {
    ErrorCode: "INVALID_REQUEST_BODY",
    ErrorCodeReason: message,
  });

export const invalidGraphArn = (message: string): ServiceError =>
  new ServiceError("ValidationException", 400, message, { ErrorCode: "INVALID_GRAPH_ARN", ErrorCodeReason: message });

export const notFound = (message: string): ServiceError => new ServiceError("ResourceNotFoundException", 404, message);

export const accessDenied = (message: string): ServiceError =>
  new ServiceError("AccessDeniedException", 403, message, {
    ErrorCode: "INVALID_REQUEST_BODY",
    ErrorCodeReason: message,
  });

export const conflict = (message: string): ServiceError => new ServiceError("ConflictException", 409, message);

export const tooManyRequests = (operation: string): ServiceError =>
  new ServiceError("TooManyRequestsException", 429, `Rate exceeded for ${operation}`);

export const outOfOrder = (operation: string): ServiceError =>
  new ServiceError("InternalServerException", 500, `${operation} is out of order, as an outage was asked for`);

/** An error the behaviour planned. */
export const planned = (name: string): ServiceError =>
  new ServiceError(name, errorStatus(name) ?? 500, `${name}, as the behaviour file plans`);
