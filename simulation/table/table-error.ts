import { ServiceError } from "#local/service.ts";

/** @param fields other members of the error, as its SDK class has them */
export function tableError(
  name: string,
  message: string,
  fields: Readonly<Record<string, unknown>> = {},
): ServiceError {
  return new ServiceError(name, 400, message, fields);
}

/** What DynamoDB answers to a request that says something it does not take. */
export function invalid(message: string): ServiceError {
  return tableError("ValidationException", message);
}

/** What DynamoDB answers to a request whose JSON has the wrong shape. */
export function misshapen(member: string, wanted: string): ServiceError {
  return tableError("SerializationException", `Cannot read "${member}": wanted ${wanted}`);
}
