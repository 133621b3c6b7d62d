import { ServiceError } from "#local/service.ts";
import { type Chance, chanceOf } from "#simulation/chance.ts";
import type { Hooks } from "#simulation/hooks.ts";
import { burst } from "./burst.ts";
import type { Scene } from "./scene.ts";

const [throttles, errors, crashes] = [0.05, 0.01, 0.01];
/** A crash comes while a function is at work: most are done after this, ms. */
const crashesWithinMs = 200;

/** The burst in bad weather: 5 of 100 calls throttled, 1 of 100 failed, 1 of 100 invocations crashed. */
export function faults(seed: string, scale: number): Scene {
  const scene = burst(seed, scale);
  const weather = badWeather(chanceOf(`${seed}/weather`));
  return { ...scene, hooks: { ...scene.hooks, ...weather } };
}

/** The same burst on a good day. */
export const fairWeather = burst;

function badWeather(chance: Chance): Partial<Hooks> {
  const refusal = (service: string): ServiceError | undefined => {
    const dice = chance.random();
    if (dice < throttles) return throttled(service);
    return dice < throttles + errors ? new ServiceError("InternalServerException", 500, "Internal failure") : undefined;
  };
  return {
    request({ service }) {
      const refuse = refusal(service);
      return refuse && { refuse };
    },
    task({ resource }) {
      // A function's own failures are drawn where it runs.
      const service = /:aws-sdk:(\w+):/.exec(resource)?.[1];
      const refuse = service === undefined ? undefined : refusal(service);
      return refuse && { refuse };
    },
    invocation() {
      const [happens, afterMs] = [chance.happens(crashes), chance.integer(0, crashesWithinMs)];
      return happens ? { diesAfterMs: afterMs } : undefined;
    },
  };
}

/** As each service says it. */
function throttled(service: string): ServiceError {
  if (/^detective$/i.test(service)) return new ServiceError("TooManyRequestsException", 429, "Rate exceeded");
  if (/^securityhub$/i.test(service)) return new ServiceError("LimitExceededException", 429, "Rate exceeded");
  return new ServiceError("ThrottlingException", 400, "Rate exceeded");
}
