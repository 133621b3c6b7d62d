import fc from "fast-check";
import type { Indicator } from "#domain/investigation.ts";

/** Any indicator whose texts are drawn from `text`; everything may be missing. */
export function anyIndicator(text: fc.Arbitrary<string>): fc.Arbitrary<Indicator> {
  const maybe = fc.option(text, { nil: undefined });
  const count = fc.option(fc.oneof(fc.nat(500), fc.constantFrom(Number.NaN, -1, 1e300, Number.POSITIVE_INFINITY)), {
    nil: undefined,
  });
  const address = fc.option(fc.oneof(text, fc.constantFrom("203.0.113.77", "2001:db8::1")), { nil: undefined });
  const newForAccount = fc.option(fc.boolean(), { nil: undefined });
  const tactic = fc.option(fc.oneof(text, fc.constantFrom("Persistence", "Impact", "Defense Evasion", "Discovery")), {
    nil: undefined,
  });
  return fc.oneof(
    fc.record({
      kind: fc.constant("ttp" as const),
      ...{ tactic, technique: maybe, procedure: maybe, ipAddress: address },
      api: fc.option(fc.oneof(text, fc.constantFrom("CreateUser", "ListUsers")), { nil: undefined }),
      ...{ successes: count, failures: count },
    }),
    fc.record({
      kind: fc.constant("impossible-travel" as const),
      ...{ startingIpAddress: address, endingIpAddress: address, startingLocation: maybe, endingLocation: maybe },
      hours: count,
    }),
    fc.record({ kind: fc.constant("flagged-address" as const), ipAddress: address, reason: maybe }),
    fc.record({ kind: fc.constant("new-geolocation" as const), location: maybe, ipAddress: address, newForAccount }),
    fc.record({ kind: fc.constant("new-aso" as const), aso: maybe, newForAccount }),
    fc.record({ kind: fc.constant("new-user-agent" as const), userAgent: maybe, newForAccount }),
    fc.record({ kind: fc.constant("related-finding" as const), arn: maybe, type: maybe, ipAddress: address }),
    fc.record({ kind: fc.constant("related-finding-group" as const), id: maybe }),
    fc.record({ kind: fc.constant("unknown" as const), type: text }),
  );
}
