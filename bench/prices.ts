import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod";

const Day = z.iso.date();

/** One price as its page gives it: `dollars` for `per` of the unit. */
const Price = z.strictObject({
  dollars: z.number().nonnegative(),
  per: z.number().positive(),
  unit: z.string().min(1),
  source: z.url({ protocol: /^https$/ }),
  read: Day,
});
export type Price = z.infer<typeof Price>;

/** What the benchmark counts with: list prices of one Region, no free tier, no discount. */
export const PriceSheet = z
  .strictObject({
    /** The newest of the days on which a line was read: what a result says it was counted with. */
    readAt: Day,
    region: z.string().min(1),
    currency: z.literal("USD"),
    lines: z.strictObject({
      stepFunctionsTransition: Price,
      lambdaRequest: Price,
      lambdaGbSecondArm64: Price,
      lambdaGbSecondX86: Price,
      sqsRequest: Price,
      eventBridgeCustomEvent: Price,
      dynamoDbWriteUnit: Price,
      dynamoDbReadUnit: Price,
      s3Put: Price,
      s3Get: Price,
      kmsRequest: Price,
      logsGb: Price,
      xrayTrace: Price,
    }),
    /** What a thing costs for being there, a month. No result counts with it. */
    monthly: z.strictObject({
      kmsKey: Price,
      alarmMetric: Price,
      compositeAlarm: Price,
      dashboard: Price,
      customMetric: Price,
    }),
  })
  .refine(({ readAt, lines }) => newestOf(Object.values(lines)) === readAt, {
    path: ["readAt"],
    message: "the newest day of the lines is wanted",
  });
export type PriceSheet = z.infer<typeof PriceSheet>;

const sheetFile = fileURLToPath(new URL("./prices.json", import.meta.url));

/** @throws {Error} listing every problem of the file */
export function readPrices(file = sheetFile): PriceSheet {
  const read = PriceSheet.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!read.success) throw new Error(`Cannot read the prices in "${file}": ${z.prettifyError(read.error)}`);
  return read.data;
}

function newestOf(prices: readonly Price[]): string | undefined {
  return prices
    .map(({ read }) => read)
    .sort()
    .at(-1);
}
