import type { ExecutionStatus } from "#domain/execution-archive.ts";
import type { Paint } from "../paint.ts";
import { many } from "./look.ts";

/** The status of an execution with its redrives. */
export function statusText(
  { status, redriveCount }: { readonly status: ExecutionStatus; readonly redriveCount: number },
  paint: Paint,
): string {
  const colour = { RUNNING: paint.cyan, SUCCEEDED: paint.green, PENDING_REDRIVE: paint.cyan };
  const told = (status in colour ? colour[status as keyof typeof colour] : paint.red)(status);
  return redriveCount > 0 ? `${told} ${paint.dim(`(${many(redriveCount, "redrive")})`)}` : told;
}

/** `3 enriched · 1 parked`: what is not zero. */
export function outcomeText(
  outcome: {
    readonly enriched: number;
    readonly notInvestigable: number;
    readonly parked: number;
    readonly unchanged: number;
    readonly left: number;
  },
  paint: Paint,
): string {
  const { enriched, notInvestigable, parked, unchanged, left } = outcome;
  const told = [
    ...(enriched > 0 ? [paint.green(`${enriched} enriched`)] : []),
    ...(notInvestigable > 0 ? [paint.yellow(`${notInvestigable} not investigable`)] : []),
    ...(parked > 0 ? [paint.red(`${parked} parked`)] : []),
    ...(left > 0 ? [paint.red(`${left} left to the sweep`)] : []),
    ...(unchanged > 0 ? [paint.dim(`${unchanged} needed no write`)] : []),
  ];
  return told.join(" · ") || paint.dim("nothing to do");
}
