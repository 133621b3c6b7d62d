import { type ExecutionRecord, redriveOf } from "./execution-record.ts";

/** Bytes that the escaped input and output may have in an event before they are left out. */
const eventDataBytesMax = 248 * 1024;

/**
 * A change of an execution's status, with what EventBridge needs to make its event: `aws.states`,
 * `Step Functions Execution Status Change`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
export interface ExecutionStatusChange {
  readonly source: "aws.states";
  readonly detailType: "Step Functions Execution Status Change";
  readonly region: string;
  /** When the status changed, ms since the epoch. */
  readonly atMs: number;
  readonly resources: readonly string[];
  readonly detail: ExecutionStatusDetail;
}

interface ExecutionStatusDetail {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionRecord["status"];
  /** Ms since the epoch. */
  readonly startDate: number;
  readonly stopDate: number | null;
  readonly input: string | null;
  readonly inputDetails: { readonly included: boolean };
  readonly output: string | null;
  readonly outputDetails: { readonly included: boolean } | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly stateMachineVersionArn: null;
  readonly stateMachineAliasArn: null;
  readonly redriveCount: number;
  /** Ms since the epoch. */
  readonly redriveDate: number | null;
  readonly redriveStatus: "REDRIVABLE" | "NOT_REDRIVABLE";
  readonly redriveStatusReason: string | null;
}

/** The event for an execution's present status. Input, then output, are left out when they are too large for an event. */
export function statusChange(record: ExecutionRecord): ExecutionStatusChange {
  const outputBytes = record.output === undefined ? 0 : escapedBytes(record.output);
  const inputIncluded = escapedBytes(record.input) + outputBytes <= eventDataBytesMax;
  const outputIncluded = outputBytes <= eventDataBytesMax;
  const atMs = record.stoppedAtMs ?? record.redrivenAtMs ?? record.startedAtMs;
  const { redriveStatus, redriveStatusReason = null } = redriveOf(record, atMs);
  return {
    source: "aws.states",
    detailType: "Step Functions Execution Status Change",
    region: record.stateMachine.region,
    atMs,
    resources: [record.arn],
    detail: {
      executionArn: record.arn,
      stateMachineArn: record.stateMachine.arn,
      name: record.name,
      status: record.status,
      startDate: record.startedAtMs,
      stopDate: record.stoppedAtMs ?? null,
      input: inputIncluded ? record.input : null,
      inputDetails: { included: inputIncluded },
      output: outputIncluded ? (record.output ?? null) : null,
      outputDetails: record.output === undefined ? null : { included: outputIncluded },
      error: record.error ?? null,
      cause: record.cause ?? null,
      stateMachineVersionArn: null,
      stateMachineAliasArn: null,
      redriveCount: record.redriveCount,
      redriveDate: record.redrivenAtMs ?? null,
      redriveStatus,
      redriveStatusReason,
    },
  };
}

const escapedBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text));
