import type { FunctionMeter, Meter } from "./meter.ts";
import type { Price, PriceSheet } from "./prices.ts";

const bytesPerGb = 1024 ** 3;
const mibPerGb = 1024;

/** Dollars, item by item. */
export interface Cost {
  readonly items: {
    readonly stepFunctions: number;
    readonly lambdaRequests: number;
    readonly lambdaDuration: number;
    readonly sqs: number;
    readonly eventBridge: number;
    readonly dynamoDbWrites: number;
    readonly dynamoDbReads: number;
    readonly s3: number;
    readonly kms: number;
    readonly logs: number;
    readonly traces: number;
  };
  readonly total: number;
}

/**
 * What a meter's counts cost. Detective and Security Hub are not in it: their prices hang on what they ingest, not on the
 * calls, and every system that is compared makes them ingest the same.
 * @throws {RangeError} a count is negative or no finite number
 */
export function costOf(meter: Meter, { lines }: PriceSheet): Cost {
  const functions = Object.values(meter.functions);
  const seconds = (architecture: FunctionMeter["architecture"]) =>
    sum(functions.filter((one) => one.architecture === architecture).map(gbSecondsOf));
  const items: Cost["items"] = {
    stepFunctions: dollars(meter.transitions, lines.stepFunctionsTransition),
    lambdaRequests: dollars(sum(functions.map(({ requests }) => requests)), lines.lambdaRequest),
    lambdaDuration:
      dollars(seconds("arm64"), lines.lambdaGbSecondArm64) + dollars(seconds("x86_64"), lines.lambdaGbSecondX86),
    sqs: dollars(meter.sqsRequests, lines.sqsRequest),
    eventBridge: dollars(meter.customEvents, lines.eventBridgeCustomEvent),
    dynamoDbWrites: dollars(meter.writeUnits, lines.dynamoDbWriteUnit),
    dynamoDbReads: dollars(meter.readUnits, lines.dynamoDbReadUnit),
    s3: dollars(meter.objectWrites, lines.s3Put) + dollars(meter.objectReads, lines.s3Get),
    kms: dollars(meter.kmsRequests, lines.kmsRequest),
    logs: dollars(meter.logBytes / bytesPerGb, lines.logsGb),
    traces: dollars(meter.traces, lines.xrayTrace),
  };
  return { items, total: sum(Object.values(items)) };
}

/** @throws {RangeError} there are no findings to divide by */
export function dollarsPerMillion({ total }: Pick<Cost, "total">, findings: number): number {
  if (!(findings > 0)) throw new RangeError(`Cannot divide a cost by ${findings} findings: at least one is wanted`);
  return (total / findings) * 1_000_000;
}

/** GB-seconds that Lambda bills: since 2025-08-01 initialization counts like any other time. */
export function gbSecondsOf({ memoryMib, billedMs, initMs }: FunctionMeter): number {
  return ((billedMs + initMs) / 1_000) * (memoryMib / mibPerGb);
}

function dollars(count: number, { dollars: price, per }: Price): number {
  if (!Number.isFinite(count) || count < 0) {
    throw new RangeError(`Cannot price a count of ${count}: a finite number from 0 on is wanted`);
  }
  return (count / per) * price;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
