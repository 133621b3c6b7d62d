import { memberOf } from "#local/services/request/record.ts";
import type { Request } from "../../wire.ts";
import { isCall } from "../request-fault.ts";

/** Whether a request reads or writes one item whose key begins so: `claim#`, `finding#`, `head#`, `pace#`. */
export function isAboutItem(prefix: string, ...operations: readonly string[]): (request: Request) => boolean {
  const isWanted = isCall("DynamoDB", ...operations);
  return (request) => isWanted(request) && keyIn(request).startsWith(prefix);
}

/** The key of the item that a request is about; empty for reads of many. */
function keyIn({ input }: Request): string {
  const key = memberOf(memberOf(input, "Key") ?? memberOf(input, "Item"), "pk");
  return String(memberOf(key, "S") ?? "");
}
