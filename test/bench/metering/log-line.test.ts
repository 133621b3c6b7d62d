import { Logger } from "@aws-lambda-powertools/logger";
import { expect, it } from "vitest";
import { logAdapter } from "#adapters/log.ts";
import { lineLogBytes } from "#bench/metering/assumptions.ts";

const aContext = {
  awsRequestId: "7d06208a-91aa-4e94-8f78-984d3045d18b",
  functionName: "Gumshoe-FunctionsstartorjoinFunction3E343A37-DSXOSTTHZQX0",
  functionVersion: "$LATEST",
  invokedFunctionArn:
    "arn:aws:lambda:eu-west-1:111122223333:function:Gumshoe-FunctionsstartorjoinFunction3E343A37-DSXOSTTHZQX0",
  memoryLimitInMB: "512",
  getRemainingTimeInMillis: () => 1_000,
};

it("lineLogBytes covers what the logger writes around the fields of a line", () => {
  const written: string[] = [];
  const logger = new Logger({ serviceName: "gumshoe" });
  Object.assign(logger, { console: { info: (text: string) => written.push(text) } });
  const log = logAdapter(logger);
  log.begin(
    aContext,
    "arn:aws:states:eu-west-1:111122223333:execution:Gumshoe-WorkflowInvestigate6E4A23B1:recon-0123-abc",
  );
  const fields = { outcome: "enriched", findingId: "f1" } as const;
  log.outcome(fields);
  const [line = ""] = written;
  const around = line.length - JSON.stringify(fields).length;
  expect(around).toBeGreaterThan(lineLogBytes / 2);
  expect(around).toBeLessThanOrEqual(lineLogBytes);
});
