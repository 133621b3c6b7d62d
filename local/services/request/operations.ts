import type { Clock } from "../../clock.ts";
import type { CallContext, Operation, ServiceError } from "../../service.ts";
import { type Rate, type RateLimit, rateLimit } from "../rate-limit.ts";

/** How often each operation may be called, per account and Region; what is not listed has the `other` rate. */
export interface Rates {
  readonly operations?: Readonly<Record<string, Rate>>;
  readonly other: Rate;
}

/** The operations behind their request rates: a call over the rate is refused before its input is read. */
export function withRates(
  operations: Readonly<Record<string, Operation>>,
  clock: Pick<Clock, "now">,
  rates: Rates,
  refusal: (operation: string) => ServiceError,
): Readonly<Record<string, Operation>> {
  const limited = Object.entries(operations).map(([name, operation]) => {
    const limit: RateLimit = rateLimit(clock, rates.operations?.[name] ?? rates.other);
    const guarded: Operation = (input: unknown, call: CallContext) => {
      if (!limit.take(`${call.accountId}/${call.region}`)) throw refusal(name);
      return operation(input, call);
    };
    return [name, guarded] as const;
  });
  return Object.fromEntries(limited);
}
