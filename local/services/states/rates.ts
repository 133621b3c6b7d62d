import type { Rate } from "../rate-limit.ts";
import type { Rates } from "../request/operations.ts";

const largeRegions = new Set(["us-east-1", "us-west-2", "eu-west-1"]);

const rate = (burst: number, perSecond: number): Rate => ({ burst, perSecond });

/**
 * The request rates of a Region: three have higher ones than all others.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html (read 2026-11-20)
 */
export function ratesIn(region: string): Rates {
  const large = largeRegions.has(region);
  return {
    operations: {
      StartExecution: large ? rate(1300, 300) : rate(800, 150),
      RedriveExecution: large ? rate(1300, 300) : rate(800, 150),
      StopExecution: large ? rate(1000, 200) : rate(500, 25),
      DescribeExecution: large ? rate(300, 15) : rate(250, 10),
      ListExecutions: large ? rate(200, 5) : rate(100, 2),
      GetExecutionHistory: rate(400, 20),
      DescribeStateMachine: rate(200, 20),
      ListStateMachines: rate(100, 5),
    },
    other: rate(100, 1),
  };
}
