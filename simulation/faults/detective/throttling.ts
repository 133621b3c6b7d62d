import { tooManyRequests } from "#local/services/detective/errors.ts";
import { type RateLimit, rateLimit } from "#local/services/rate-limit.ts";
import type { FaultKind } from "../fault-kind.ts";
import { isCall, placeOf, requestFault } from "../request-fault.ts";

const row = 56;
const operations = ["ListGraphs", "ListInvestigations", "StartInvestigation", "GetInvestigation", "ListIndicators"];
const refusals = new Map(operations.map((operation) => [operation, tooManyRequests(operation)]));
const refusalOf = (operation: string) => refusals.get(operation) ?? tooManyRequests(operation);

const detectiveThrottles = requestFault({
  name: "detective-throttles",
  row,
  what: "Detective answers TooManyRequestsException to a call of any operation",
  concerns: isCall("Detective"),
  fate: (_chance, { operation }) => ({ refuse: refusalOf(operation) }),
});

const [slowest, spread] = [0.1, 500];

/** AWS documents no rate: anything from one call in ten seconds to fifty a second may be it. */
const detectiveSlowRate: FaultKind = {
  name: "detective-slow-rate",
  row,
  what: "Detective takes no more than 0.1 to 50 calls a second of an operation, the intensity says of how many of its five",
  arm({ chance, intensity, strike, cloud }) {
    const always = chance.pick(["StartInvestigation", "GetInvestigation", "ListInvestigations"]);
    const rates = new Map(
      operations.map((operation) => {
        const limited = chance.happens(intensity) || operation === always;
        const rate = { perSecond: slowest * spread ** chance.random(), burst: chance.integer(1, 5) };
        return [operation, limited ? rate : undefined] as const;
      }),
    );
    const limits = new Map<string, RateLimit>();
    const limitOf = (operation: string) => {
      const rate = rates.get(operation);
      if (rate && !limits.has(operation)) limits.set(operation, rateLimit(cloud().clock, rate));
      return limits.get(operation);
    };
    return {
      hooks: {
        request(request) {
          const { service, operation, region } = request;
          if (service !== "Detective" || limitOf(operation)?.take(region) !== false) return undefined;
          return strike(placeOf(request)) ? { refuse: refusalOf(operation) } : undefined;
        },
      },
    };
  },
};

export const throttlingFaults: readonly FaultKind[] = [detectiveThrottles, detectiveSlowRate];
