import { remembered } from "../../remembered.ts";
import { isRecord } from "../request/record.ts";
import { compilePolicy } from "../request/resource-policy.ts";
import { sqsError } from "./errors.ts";

/** A queue's attributes as SQS keeps them: texts by name. */
export type QueueAttributes = Readonly<Record<string, string>>;

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

interface Range {
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
}

// @see docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
const ranges: Readonly<Record<string, Range>> = {
  DelaySeconds: { fallback: 0, min: 0, max: 900 },
  MaximumMessageSize: { fallback: 1_048_576, min: 1024, max: 1_048_576 },
  MessageRetentionPeriod: { fallback: 345_600, min: 60, max: 1_209_600 },
  ReceiveMessageWaitTimeSeconds: { fallback: 0, min: 0, max: 20 },
  VisibilityTimeout: { fallback: 30, min: 0, max: 43_200 },
  KmsDataKeyReusePeriodSeconds: { fallback: 300, min: 60, max: 86_400 },
};

const checks: Readonly<Record<string, (value: string) => boolean>> = {
  Policy: (value) => compilePolicy(value) !== undefined,
  RedrivePolicy: (value) => redrivePolicyOf({ RedrivePolicy: value }) !== undefined,
  RedriveAllowPolicy: (value) => isRecord(parsed(value)),
  KmsMasterKeyId: () => true,
  SqsManagedSseEnabled: (value) => value === "true" || value === "false",
};

const fifoOnly = new Set(["FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"]);

/** What every queue has before anything is set. */
export const defaultAttributes: QueueAttributes = {
  DelaySeconds: "0",
  MaximumMessageSize: "1048576",
  MessageRetentionPeriod: "345600",
  ReceiveMessageWaitTimeSeconds: "0",
  VisibilityTimeout: "30",
  SqsManagedSseEnabled: "true",
};

/**
 * Reads attributes to set: texts, or what a template has in their place (numbers, booleans, objects). "" removes.
 * @throws {ServiceError} InvalidAttributeName, InvalidAttributeValue, or UnsupportedOperation for FIFO attributes
 */
export function readQueueAttributes(given: unknown): QueueAttributes {
  if (given === undefined || given === null) return {};
  if (!isRecord(given)) throw sqsError("InvalidAttributeValue", "Attributes must be a map of names to values.");
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, readAttribute(name, value)]));
}

function readAttribute(name: string, value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  if (fifoOnly.has(name) && text !== "false") throw fifoUnsupported(name);
  if (fifoOnly.has(name)) return text;
  const range = Object.hasOwn(ranges, name) ? ranges[name] : undefined;
  const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
  if (!range && !check) throw sqsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
  const removes = text === "" && check !== undefined;
  const fits = range ? /^\d+$/.test(text) && Number(text) >= range.min && Number(text) <= range.max : check?.(text);
  if (!removes && !fits) throw sqsError("InvalidAttributeValue", `Invalid value for the parameter ${name}.`);
  return text;
}

export function fifoUnsupported(what: string) {
  return sqsError(
    "UnsupportedOperation",
    `Cannot use ${what}: FIFO queues are not in the local AWS, a standard queue is wanted`,
  );
}

/** The value of a numeric attribute. */
export function numberAttribute(attributes: QueueAttributes, name: string): number {
  return Number(attributes[name] ?? ranges[name]?.fallback);
}

/** The redrive policy; `undefined` when there is none (or none that is well-formed). */
export function redrivePolicyOf(attributes: QueueAttributes): RedrivePolicy | undefined {
  return redrivePolicyIn(attributes["RedrivePolicy"] ?? "");
}

const redrivePolicyIn = remembered((text): RedrivePolicy | undefined => {
  const policy = parsed(text);
  if (!isRecord(policy)) return undefined;
  const deadLetterTargetArn = policy["deadLetterTargetArn"];
  const maxReceiveCount = Number(policy["maxReceiveCount"]);
  const fits = Number.isInteger(maxReceiveCount) && maxReceiveCount >= 1 && maxReceiveCount <= 1000;
  return typeof deadLetterTargetArn === "string" && fits ? { deadLetterTargetArn, maxReceiveCount } : undefined;
});

/** Whether a dead-letter queue with these attributes takes messages of that source queue. */
export function allowsRedriveFrom(attributes: QueueAttributes, sourceArn: string): boolean {
  const policy = parsed(attributes["RedriveAllowPolicy"] ?? "");
  if (!isRecord(policy) || policy["redrivePermission"] === "allowAll") return true;
  const sources = policy["sourceQueueArns"];
  return policy["redrivePermission"] === "byQueue" && Array.isArray(sources) && sources.includes(sourceArn);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
