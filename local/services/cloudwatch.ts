import { type CallContext, type Service, ServiceError, type World } from "../service.ts";
import { alarmOperations } from "./cloudwatch/alarms.ts";
import { metricDataOperation } from "./cloudwatch/metric-data.ts";
import type { Reading } from "./cloudwatch/reading.ts";

export interface CloudWatchDeps {
  /** What a metric shows at this moment; undefined when it has no data. */
  readonly read: (reading: Reading, call: CallContext) => number | undefined;
}

/**
 * Amazon CloudWatch, as far as operators look at it: alarms, which are never evaluated (SetAlarmState sets them), and metrics, which
 * are read where they arise.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/Welcome.html
 */
export function cloudWatchService(world: World, { read }: CloudWatchDeps): Service {
  return {
    name: "CloudWatch",
    signingName: "monitoring",
    protocol: {
      kind: "aws-json",
      targetPrefix: "GraniteServiceVersion20100801",
      version: "1.0",
      queryErrors: true,
    },
    operations: { ...alarmOperations(world, validationError), ...metricDataOperation(world, read, validationError) },
  };
}

const validationError = (message: string): ServiceError => new ServiceError("ValidationError", 400, message);
