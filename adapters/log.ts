import { Logger } from "@aws-lambda-powertools/logger";
import type { Log, LogFields } from "#domain/ports.ts";
import { cleanText } from "#domain/text.ts";

const logged = [
  "outcome",
  "reason",
  "findingId",
  "productArn",
  "version",
  "principalArn",
  "investigationId",
  "executionArn",
  "messageId",
  "findings",
  "principals",
  "ms",
  "lagMs",
  "code",
] as const satisfies readonly (keyof LogFields)[];

const valueCharsMax = 2_048;

/** The product's only logger: JSON lines on standard output, with the keys of `LogFields` and no others. */
export function logAdapter(logger = new Logger({ serviceName: "gumshoe" })): Log {
  return {
    begin(invocation, correlationId) {
      logger.addContext({ ...invocation, coldStart: false });
      logger.setCorrelationId(correlationId ?? invocation.awsRequestId);
    },
    outcome: (fields) => logger.info(fields.outcome, allowed(fields)),
    warn: (message, fields) => logger.warn(message, allowed(fields)),
  };
}

// The type alone would let an object with more keys through. Ids are anybody's text: they show as one harmless line.
function allowed(fields: LogFields): Partial<LogFields> {
  const shown = (value: string | number) => (typeof value === "string" ? cleanText(value, valueCharsMax) : value);
  return Object.fromEntries(logged.flatMap((key) => (fields[key] === undefined ? [] : [[key, shown(fields[key])]])));
}
