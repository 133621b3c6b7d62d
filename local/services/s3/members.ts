import type { Input } from "../request/input.ts";
import { s3Error } from "./errors.ts";

/** The input, if it has no other members. @throws {ServiceError} NotImplemented, naming the first other one */
export function onlyMembers(input: Input, members: readonly string[]): Input {
  const other = input.names().find((name) => !members.includes(name));
  if (other === undefined) return input;
  throw s3Error("NotImplemented", 501, `A header you provided implies functionality that is not implemented: ${other}`);
}
