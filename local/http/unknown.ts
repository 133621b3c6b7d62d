import { type Service, ServiceError } from "../service.ts";

/** The answer to an operation that the simulated service does not have: by name, never by silence. */
export const unknownOperation = (service: Service, operation: string, status: 400 | 404): ServiceError =>
  new ServiceError(
    "UnknownOperationException",
    status,
    `Cannot serve ${service.name}.${operation}: the local AWS does not have this operation, see local/SUPPORT.md`,
  );
