import { createHash } from "node:crypto";

/** A name as CloudFormation makes them: `<stack>-<logical id>-<13 characters>`; the same stack gives the same name each time. */
export function physicalName(stackName: string, logicalId: string, lengthMax: number): string {
  const hash = createHash("sha256").update(`${stackName}/${logicalId}`).digest();
  const suffix = [...hash.subarray(0, 13)].map((byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[byte % 32]).join("");
  return `${`${stackName}-${logicalId}`.slice(0, lengthMax - suffix.length - 1)}-${suffix}`;
}
