import type { Clock } from "../../clock.ts";
import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { executionNotRedrivable, validationException } from "./errors.ts";
import { type ExecutionRecord, redriveOf } from "./execution-record.ts";
import type { Executions } from "./executions.ts";

interface Used {
  readonly token: string;
  readonly redriveDate: Date;
}

const tokensMax = 10;
const tokenLifeMs = 15 * 60_000;

/**
 * RedriveExecution. The last ten client tokens that redrove an execution answer the same again, for 15 minutes each.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html
 */
export function redriveExecutionOperation(executions: Executions, clock: Clock): Operation {
  const tokens = new WeakMap<ExecutionRecord, readonly Used[]>();
  return (raw: unknown) => {
    const input = new Input(raw, validationException);
    const record = executions.get(input.text("executionArn", { min: 1, max: 256 }));
    const token = input.optionalText("clientToken", { min: 1, max: 64 });
    const redriveDate = new Date(clock.now());
    const known = (tokens.get(record) ?? []).filter((used) => clock.now() < used.redriveDate.getTime() + tokenLifeMs);
    const before = known.find((used) => used.token === token);
    if (before) return { redriveDate: before.redriveDate };

    const { redriveStatusReason } = redriveOf(record, clock.now());
    const { standing } = record;
    if (redriveStatusReason !== undefined || standing === undefined) {
      throw executionNotRedrivable(record.arn, redriveStatusReason ?? "Execution is still coming to its end");
    }
    executions.redrive(record, standing);
    if (token !== undefined) tokens.set(record, [...known, { token, redriveDate }].slice(-tokensMax));
    return { redriveDate };
  };
}
