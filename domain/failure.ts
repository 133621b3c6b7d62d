import type { ParkReason, PrincipalFailed } from "./contract.ts";
import { byText } from "./fact.ts";
import { inertIdentifier, inertText } from "./inert-text.ts";
import { joinWithin } from "./item-list.ts";

/** Why a finding is parked although its principals came through the state machine; what a person can mend comes first. */
export const failureCodes = [
  "setup-fault",
  "investigation-failed",
  "investigation-timed-out",
  "service-unavailable",
] as const satisfies readonly ParkReason[];
type FailureCode = (typeof failureCodes)[number];

// Our own errors for a service that does not answer, and those of Lambda and Step Functions themselves.
const outage = /^(?:Throttled|ServiceUnavailable|ClaimInProgress|(?:Lambda|Sandbox|Runtime|States)\..*)$/;

export function failureCode({ kind, error }: Pick<PrincipalFailed, "kind" | "error">): FailureCode {
  if (kind === "timed-out") return "investigation-timed-out";
  if (error === "SetupFault") return "setup-fault";
  return outage.test(error) ? "service-unavailable" : "investigation-failed";
}

const messageCharsMax = 1_024;

/** @returns undefined when nothing failed */
export function parkingOf(failed: readonly PrincipalFailed[]): { code: FailureCode; message: string } | undefined {
  const code = failureCodes.find((candidate) => failed.some((principal) => failureCode(principal) === candidate));
  if (code === undefined) return undefined;
  const told = failed.map(
    (principal) =>
      `${inertIdentifier(principal.arn, 200)}: ${failureInWords(principal)}, ${causeText(principal.cause)}`,
  );
  const intro = `Cannot investigate ${failed.length === 1 ? "1 principal" : `${failed.length} principals`}: `;
  return { code, message: `${intro}${joinWithin(told.sort(byText), "; ", messageCharsMax - intro.length)}` };
}

/** `timed out`, `failed (SetupFault)`. */
export function failureInWords({ kind, error }: Pick<PrincipalFailed, "kind" | "error">): string {
  return kind === "timed-out" ? "timed out" : `failed (${inertText(error, 60)})`;
}

// Lambda's cause is JSON with a stack trace, cut anywhere: its message is what a person needs.
const errorMessage = /"errorMessage"\s*:\s*"((?:[^"\\]|\\.)*)/s;

/** The cause of an error as one sentence of at most 300 characters, without the stack trace that Lambda puts around it. */
export function causeText(cause: string): string {
  const message = errorMessage
    .exec(cause)?.[1]
    ?.replace(/\\[nrt]/g, " ")
    .replace(/\\(.)/g, "$1");
  return inertText(message ?? cause, 300) || "no cause given";
}
