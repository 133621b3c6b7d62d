import { ServiceError } from "../../service.ts";

/** GuardDuty answers 400 for everything that is wrong with a request, unknown detectors and findings among it. */
export const badRequest = (message: string): ServiceError =>
  new ServiceError("BadRequestException", 400, `The request is rejected because ${message}`, {
    Type: "InvalidInputException",
  });

/** GuardDuty documents neither its rates nor a throttling error: the gateway's is answered. */
export const throttled = (operation: string): ServiceError =>
  new ServiceError("ThrottlingException", 400, `Rate exceeded for ${operation}`);
