import { ServiceError } from "../../service.ts";

/** Makes an EventBridge error; `name` is what an SDK client throws. */
export function eventsError(name: string, message: string): ServiceError {
  return new ServiceError(name, 400, message);
}

export const invalid = (message: string): ServiceError => eventsError("ValidationException", message);

/** For what AWS has and the local AWS has not. */
export const unsupported = (what: string, wanted: string): ServiceError =>
  invalid(`Cannot use ${what}: the local AWS does not support it, ${wanted} is wanted`);
