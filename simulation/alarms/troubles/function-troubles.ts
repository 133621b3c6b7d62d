import { ServiceError } from "#local/service.ts";
import { during, type Trouble, traffic, withActs } from "../trouble.ts";
import { replay } from "./queue-troubles.ts";

const broken = { startFailure: { errorType: "Runtime.ExitError", errorMessage: "Runtime exited with error" } };
const noRoom = { refuse: new ServiceError("TooManyRequestsException", 429, "Rate Exceeded") };

/** What rings besides, while a function does not work or is not invoked, by its name. */
const besides: Readonly<Record<string, { readonly broken: Trouble["rings"]; readonly throttled: Trouble["rings"] }>> = {
  ingest: { broken: { "Intake/Behind": 40 }, throttled: { "Intake/Behind": 40 } },
  "start-or-join": { broken: { "DeadLetters/NotEmpty": 20, "Parked/service-unavailable": 20 }, throttled: {} },
  check: {
    broken: { "DeadLetters/NotEmpty": 20, "Parked/service-unavailable": 20 },
    throttled: { "DeadLetters/NotEmpty": 90, "Parked/service-unavailable": 90 },
  },
  enrich: { broken: { "DeadLetters/NotEmpty": 20 }, throttled: { "DeadLetters/NotEmpty": 90 } },
  sweep: { broken: { "Sweep/Silent": 90 }, throttled: { "Sweep/Silent": 90 } },
};

export const functionTroubles: readonly Trouble[] = Object.entries(besides).flatMap(([name, { broken, throttled }]) => [
  {
    what: `${name} does not start, for 100 minutes`,
    rings: { [`Functions/${name}/Errors`]: 35, ...broken },
    story: withActs(traffic(60), replay(110)),
    kinds: [failing(name, 100)],
  },
  {
    what: `Lambda has no room for ${name}, for 100 minutes`,
    rings: { [`Functions/${name}/Throttles`]: 35, ...throttled },
    story: withActs(traffic(60), replay(110)),
    kinds: [during(0, 100, () => ({ invocation: (invoked) => (invoked === name ? noRoom : undefined) }))],
  },
]);

function failing(name: string, minutes: number) {
  return during(0, minutes, () => ({
    invocation: (invoked) => (invoked === name ? { cold: true, ...broken } : undefined),
  }));
}
