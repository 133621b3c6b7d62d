import { ServiceError } from "../../service.ts";

const error = (name: string, message: string, fields?: Readonly<Record<string, unknown>>): ServiceError =>
  new ServiceError(name, 400, message, fields);

export const validationException = (message: string): ServiceError => error("ValidationException", message);

export const invalidArn = (arn: string): ServiceError =>
  error("InvalidArn", `Invalid Arn: 'Resource type not valid in this context: ${arn}'`);

export const invalidName = (name: string): ServiceError => error("InvalidName", `Invalid Name: '${name}'`);

export const invalidToken = (token: string): ServiceError => error("InvalidToken", `Invalid Token: '${token}'`);

export const invalidExecutionInput = (why: string): ServiceError =>
  error("InvalidExecutionInput", `Invalid State Machine Execution Input: '${why}'`);

export const stateMachineDoesNotExist = (arn: string): ServiceError =>
  error("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);

export const executionDoesNotExist = (arn: string): ServiceError =>
  error("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);

export const executionAlreadyExists = (arn: string): ServiceError =>
  error("ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`);

export const executionNotRedrivable = (arn: string, reason: string): ServiceError =>
  error("ExecutionNotRedrivable", `Execution Not Redrivable: '${arn}': ${reason}`);

export const throttlingException = (): ServiceError => error("ThrottlingException", "Rate exceeded");
